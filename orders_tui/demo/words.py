"""The names and places of the demo shop's buyers: how people are called in each region, and where they live."""

from typing import NamedTuple


class Habit(NamedTuple):
    """How the people of one region name their children."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    men_after: tuple[str, ...]
    women_after: tuple[str, ...]
    alone: float
    """The share of people who have one name only."""


class District(NamedTuple):
    """A subdistrict with all that an address needs."""

    subdistrict: str
    postcode: str
    city: str
    province: str
    rate: int
    """What a kilogram costs to send there, in rupiah."""
    habits: tuple[Habit, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


_JAVA = Habit(
    men=_names(
        "Agus Bambang Budi Slamet Joko Sugeng Wahyu Eko Dwi Tri Bayu Heru Suparman Sutrisno Mulyono Teguh Yudi Andi"
        " Dimas Galih Arif Hendro Purwanto Sigit Tono Wawan Yanto Aji Rangga Ponidi"
    ),
    women=_names(
        "Sri Wahyuni Endang Siti Tri Dwi Lestari Ningsih Ratna Dewi Wulan Rini Yuni Indah Puji Sulastri Suwarni"
        " Kartika Ayu Retno Anik Tutik Sumiyati Ika Eka Nanik Parti Widya Winarsih Laras"
    ),
    men_after=_names(
        "Santoso Setiawan Susanto Prasetyo Wibowo Nugroho Saputra Hartono Widodo Purnomo Kurniawan Raharjo Utomo"
        " Wicaksono Handoko Sulistyo Subagyo Pamungkas Suryanto Priyono Hermawan"
    ),
    women_after=_names(
        "Wahyuni Lestari Rahayu Handayani Astuti Wulandari Susanti Puspitasari Setyowati Utami Purwanti Hapsari"
        " Kusumawati Anggraini Widiastuti Rahmawati Mulyani Suryani Pratiwi Maharani"
    ),
    alone=0.14,
)
_SUNDA = Habit(
    men=_names(
        "Asep Dadang Ujang Cecep Iwan Yayan Deden Encep Entis Aceng Rudi Hendra Tatang Wawan Jajang Dede Yana Gilang"
        " Rizki Fajar Dani Ade Engkos Oman"
    ),
    women=_names(
        "Neng Euis Iis Ai Lilis Nina Yuyun Imas Teti Nenden Cucu Rina Dedeh Eneng Ella Mira Tika Rani Nia Yanti Elis"
        " Reni Siti Kokom"
    ),
    men_after=_names(
        "Suryana Hidayat Supriatna Sutisna Permana Gunawan Kusnadi Mulyana Ruhiyat Sopandi Nugraha Firmansyah"
        " Rohmana Suherman Wiguna Saepudin Komarudin"
    ),
    women_after=_names(
        "Nurhayati Komariah Rohaeti Suryani Maryati Kurniasih Sumiati Rohimah Nuraeni Nurlaela Sukaesih Herlina"
        " Fitriani Rosmiati Kania Marlina Julaeha"
    ),
    alone=0.06,
)
_BATAK = Habit(
    men=_names(
        "Hotman Togar Parlindungan Jonathan Daniel Sahat Tigor Ronald Marojahan Bonar Poltak Samuel Andreas Rikardo"
        " Maruli Binsar Pardamean Ucok"
    ),
    women=_names(
        "Ruth Tiurma Lamria Duma Rosmawati Maria Debora Christina Yohana Romauli Tiodora Hotmaida Grace Natalia Elfrida"
        " Roida Melva Sondang"
    ),
    men_after=_names(
        "Simanjuntak Siregar Nasution Sihombing Panjaitan Hutapea Sinaga Lubis Manurung Harahap Situmorang Tampubolon"
        " Purba Ginting Sembiring Tarigan Pasaribu Nainggolan Silalahi Hutagalung"
    ),
    women_after=_names(
        "Simanjuntak Siregar Nasution Sihombing Panjaitan Hutapea Sinaga Lubis Manurung Harahap Situmorang Tampubolon"
        " Purba Ginting Sembiring Tarigan Pasaribu Nainggolan Silalahi Hutagalung"
    ),
    alone=0.0,
)
_MINANG = Habit(
    men=_names(
        "Rahmat Fauzan Zulkifli Hendri Syafrizal Yusrizal Ridho Arfan Nofrizal Afrizal Ilham Fadli Deni Rinaldi"
        " Taufik Efrizal"
    ),
    women=_names(
        "Yulia Desi Fitri Rahmi Elvira Gusmawati Wirda Mutia Zulfa Nelvia Suci Resti Yesi Novia Rosda Upik Lenggogeni"
    ),
    men_after=_names(
        "Chaniago Tanjung Piliang Koto Sikumbang Jambak Caniago Guci Ramadhan Putra Malik Hakim Mandaro Syafei"
    ),
    women_after=_names("Chaniago Tanjung Piliang Koto Rahmadani Yenti Wahyuni Hasanah Oktavia Marlis Susanti Yulianti"),
    alone=0.08,
)
_BALI = Habit(
    men=_names("I_Wayan I_Made I_Nyoman I_Ketut I_Putu I_Gede I_Kadek I_Komang I_Gusti_Ngurah Ida_Bagus Anak_Agung"),
    women=_names("Ni_Wayan Ni_Made Ni_Nyoman Ni_Ketut Ni_Putu Ni_Luh Ni_Kadek Ni_Komang I_Gusti_Ayu Ida_Ayu"),
    men_after=_names(
        "Sudiarta Suardana Wirawan Adnyana Artawan Sukarma Mahendra Suastika Yasa Parwata Darma Widiana Sutama Budiasa"
    ),
    women_after=_names(
        "Suryani Ayu_Lestari Sukerti Wulandari Dewi Ariani Puspadewi Sriasih Widyastuti Parwati Sukmawati Trisnawati"
    ),
    alone=0.0,
)
_BUGIS = Habit(
    men=_names(
        "Andi_Baso Andi_Akbar Daeng_Rala Muhammad_Yusuf Syamsul Hasanuddin Irfan Ambo Baharuddin Rusdi Sudirman"
    ),
    women=_names("Andi_Tenri Besse Daeng_Kanang Hasnah Nurhidayah Rosdiana Kasma Hj._Nurjannah Fatimah Mariati Sitti"),
    men_after=_names("Rahman Mappanyukki Makkasau Basri Arsyad Tahir Amiruddin Nur Hamzah Dg._Nassa Latief Saleh"),
    women_after=_names("Rahman Bau Amir Mappasessu Hafid Jufri Saleh Ramli Latief Hamid Dg._Baji Abidin"),
    alone=0.12,
)
_EAST = Habit(
    men=_names("Yohanes Marthen Frans Alfred Simon Yanto Steven Rio Oktovianus Domingus Ferdinand Markus Elias"),
    women=_names("Maria Yuliana Agustina Fransina Merlin Welmince Selvi Olivia Martha Novita Adelheid Dorkas Stevani"),
    men_after=_names(
        "Latuconsina Pattiasina Wenda Rumbiak Mandagi Lumowa Bria Nahak Tuhumury Wanggai Kaunang Leimena Fonataba Seran"
    ),
    women_after=_names(
        "Latuconsina Pattiasina Wenda Rumbiak Mandagi Lumowa Bria Nahak Tuhumury Wanggai Kaunang Leimena Fonataba Seran"
    ),
    alone=0.0,
)
_CHINESE = Habit(
    men=_names("Hendra Kevin Jimmy Edwin Felix William Hartanto Budiman Johan Stefanus Willy Tommy Rudy Alexander"),
    women=_names("Liana Meiling Jessica Vivian Felicia Lanny Cindy Stephanie Silvia Michelle Evelyn Fenny Merry Yenny"),
    men_after=_names(
        "Wijaya Halim Tanuwijaya Gunawan Lim Kusuma Salim Hartono Tandiono Sutanto Winata Susilo Liem Tan"
    ),
    women_after=_names("Wijaya Halim Tanuwijaya Gunawan Lim Kusuma Salim Hartono Tandiono Sutanto Winata Lie Liem Tan"),
    alone=0.02,
)
_MUSLIM = Habit(
    men=_names(
        "Muhammad_Rizky Ahmad_Fauzi Abdul Muhammad Ahmad M._Iqbal Ridwan Syaiful Khairul Zainal Nur_Kholis Ma'ruf"
        " Hasan Ibrahim Fikri Faisal Umar Luthfi Hafiz Reza Aditya Rafi"
    ),
    women=_names(
        "Siti Nur Nurul Fatimah Aisyah Zahra Khadijah Nur'aini Halimah Salsabila Annisa Aulia Fitri Rahma Putri Nabila"
        " Intan Dinda Azizah Safira Mutmainnah Hikmah"
    ),
    men_after=_names(
        "Ramadhan Hidayatullah Rahman Hakim Maulana Syahputra Fadillah Anwar Ghofur Aziz Amin Alamsyah Arifin"
        " Al_Farisi Akbar Mubarok Pratama Syarif"
    ),
    women_after=_names(
        "Aminah Hasanah Khasanah Zahra Azzahra Maulida Fadhilah Rahmawati Istiqomah Mardhiyah Hidayati Khoirunnisa"
        " Latifah Qomariyah Ramadhani Safitri Amalia Jannah Nafisah"
    ),
    alone=0.05,
)
_HABITS = {
    "java": _JAVA,
    "sunda": _SUNDA,
    "batak": _BATAK,
    "minang": _MINANG,
    "bali": _BALI,
    "bugis": _BUGIS,
    "east": _EAST,
    "chinese": _CHINESE,
    "muslim": _MUSLIM,
}

# A line with `=` opens a province: its name, what a kilogram costs (thousands of rupiah), who lives there. The others
# are its cities: how many buyers they have, and their subdistricts with a postcode.
_PROVINCES = """
= DKI Jakarta | 10 | java java sunda muslim muslim batak minang chinese
Jakarta Selatan | 5 | Kebayoran Baru 12160, Tebet 12810, Pasar Minggu 12520, Cilandak 12430, Jagakarsa 12620
Jakarta Timur | 5 | Cakung 13910, Duren Sawit 13440, Jatinegara 13310, Kramat Jati 13510, Pulo Gadung 13220
Jakarta Barat | 5 | Kebon Jeruk 11530, Cengkareng 11730, Kalideres 11840, Palmerah 11480, Kembangan 11610
Jakarta Utara | 4 | Kelapa Gading 14240, Tanjung Priok 14320, Koja 14220, Penjaringan 14440
Jakarta Pusat | 3 | Menteng 10310, Tanah Abang 10250, Kemayoran 10640, Senen 10410, Cempaka Putih 10510
= Jawa Barat | 9 | sunda sunda sunda muslim java
Bandung | 5 | Coblong 40132, Antapani 40291, Buahbatu 40286, Cicendo 40171, Lengkong 40261, Arcamanik 40293
Kab. Bandung | 4 | Baleendah 40375, Soreang 40911, Majalaya 40392, Rancaekek 40394, Cileunyi 40622
Bekasi | 6 | Bekasi Barat 17134, Bekasi Timur 17113, Bekasi Selatan 17147, Jatiasih 17423, Pondok Gede 17411
Depok | 5 | Beji 16421, Sukmajaya 16411, Pancoran Mas 16431, Cimanggis 16451, Sawangan 16511
Bogor | 3 | Bogor Tengah 16121, Bogor Barat 16111, Tanah Sareal 16161, Bogor Selatan 16131
Kab. Bogor | 4 | Cibinong 16911, Cileungsi 16820, Citeureup 16810, Gunung Putri 16961, Ciomas 16610
Kab. Karawang | 3 | Karawang Barat 41311, Karawang Timur 41314, Klari 41371, Cikampek 41373
Cirebon | 2 | Kesambi 45131, Harjamukti 45141, Kejaksan 45121
Tasikmalaya | 2 | Cihideung 46121, Tawang 46111, Kawalu 46182, Mangkubumi 46181
Kab. Garut | 2 | Garut Kota 44111, Tarogong Kidul 44151, Leles 44152, Cibatu 44185
= Banten | 10 | sunda java muslim muslim chinese
Tangerang | 4 | Cipondoh 15141, Karawaci 15115, Ciledug 15151, Cibodas 15138
Tangerang Selatan | 4 | Ciputat 15411, Pamulang 15417, Serpong 15310, Pondok Aren 15224
Serang | 2 | Serang 42111, Cipocok Jaya 42121, Kasemen 42191
= Jawa Tengah | 15 | java java java muslim chinese
Semarang | 4 | Banyumanik 50261, Tembalang 50275, Pedurungan 50192, Ngaliyan 50181, Candisari 50252
Surakarta | 3 | Banjarsari 57131, Jebres 57126, Laweyan 57141, Pasar Kliwon 57111
Kab. Banyumas | 2 | Purwokerto Timur 53111, Purwokerto Selatan 53141, Sokaraja 53181, Ajibarang 53163
Pekalongan | 2 | Pekalongan Barat 51111, Pekalongan Utara 51141, Pekalongan Timur 51121
Kab. Kudus | 2 | Kota Kudus 59311, Jati 59341, Bae 59321
Kab. Klaten | 2 | Klaten Utara 57431, Delanggu 57471, Prambanan 57454
= DI Yogyakarta | 15 | java java java muslim
Yogyakarta | 3 | Gondokusuman 55221, Umbulharjo 55161, Kotagede 55171, Mergangsan 55151
Kab. Sleman | 3 | Depok 55281, Mlati 55284, Gamping 55291, Ngaglik 55581
Kab. Bantul | 2 | Kasihan 55181, Sewon 55185, Banguntapan 55191
= Jawa Timur | 17 | java java java muslim muslim chinese
Surabaya | 6 | Gubeng 60281, Rungkut 60293, Sukolilo 60111, Wonokromo 60241, Tegalsari 60261, Wiyung 60227
Kab. Sidoarjo | 4 | Waru 61256, Taman 61257, Candi 61271, Gedangan 61254
Malang | 4 | Lowokwaru 65141, Klojen 65111, Blimbing 65121, Sukun 65146, Kedungkandang 65132
Kab. Gresik | 2 | Kebomas 61121, Manyar 61151, Driyorejo 61177
Kab. Jember | 2 | Sumbersari 68121, Kaliwates 68131, Patrang 68111
Kab. Banyuwangi | 2 | Banyuwangi 68411, Genteng 68465, Rogojampi 68462
Kediri | 2 | Mojoroto 64111, Pesantren 64131
= Bali | 22 | bali bali bali java
Denpasar | 4 | Denpasar Selatan 80221, Denpasar Barat 80119, Denpasar Utara 80111, Denpasar Timur 80231
Kab. Badung | 3 | Kuta 80361, Mengwi 80351
Kab. Gianyar | 2 | Ubud 80571, Sukawati 80582
= Nusa Tenggara Barat | 28 | muslim muslim bali
Mataram | 2 | Ampenan 83111, Cakranegara 83231, Selaparang 83121
= Nusa Tenggara Timur | 42 | east
Kupang | 2 | Oebobo 85111, Kelapa Lima 85228, Maulafa 85142
= Aceh | 38 | muslim
Banda Aceh | 2 | Kuta Alam 23121, Syiah Kuala 23111, Baiturrahman 23241, Ulee Kareng 23117
= Sumatera Utara | 32 | batak batak muslim chinese java
Medan | 5 | Medan Kota 20211, Medan Johor 20143, Medan Sunggal 20122, Medan Helvetia 20124, Medan Tembung 20223
Kab. Deli Serdang | 3 | Percut Sei Tuan 20371, Lubuk Pakam 20511, Tanjung Morawa 20362
= Sumatera Barat | 30 | minang
Padang | 3 | Padang Timur 25121, Kuranji 25152, Koto Tangah 25171, Lubuk Begalung 25221
Bukittinggi | 2 | Guguk Panjang 26111, Mandiangin Koto Selayan 26121
= Riau | 29 | minang muslim batak
Pekanbaru | 4 | Tampan 28291, Marpoyan Damai 28125, Sukajadi 28121, Bukit Raya 28284
= Kepulauan Riau | 30 | muslim batak chinese
Batam | 4 | Batam Kota 29461, Sekupang 29422, Batu Aji 29424, Bengkong 29458, Lubuk Baja 29444
= Jambi | 27 | muslim minang
Jambi | 2 | Telanaipura 36121, Kota Baru 36128, Jelutung 36136
= Sumatera Selatan | 24 | muslim muslim java
Palembang | 4 | Ilir Barat I 30137, Sukarami 30151, Seberang Ulu I 30251, Kemuning 30127
= Lampung | 19 | java java muslim
Bandar Lampung | 3 | Kedaton 35141, Rajabasa 35144, Sukarame 35131, Kemiling 35151
= Kalimantan Barat | 34 | muslim chinese
Pontianak | 3 | Pontianak Kota 78116, Pontianak Selatan 78121, Pontianak Barat 78131
= Kalimantan Selatan | 33 | muslim
Banjarmasin | 3 | Banjarmasin Utara 70122, Banjarmasin Timur 70236, Banjarmasin Selatan 70245
= Kalimantan Timur | 36 | muslim java bugis
Balikpapan | 3 | Balikpapan Selatan 76114, Balikpapan Utara 76127, Balikpapan Kota 76112
Samarinda | 3 | Samarinda Ulu 75124, Sungai Kunjang 75126, Samarinda Utara 75118
= Sulawesi Selatan | 33 | bugis bugis muslim
Makassar | 4 | Panakkukang 90231, Rappocini 90222, Tamalanrea 90245, Biringkanaya 90241, Manggala 90234
Kab. Gowa | 2 | Somba Opu 92111, Pallangga 92161
= Sulawesi Utara | 40 | east
Manado | 2 | Wanea 95117, Malalayang 95115
= Sulawesi Tenggara | 42 | bugis muslim
Kendari | 2 | Baruga 93116, Kadia 93118, Mandonga 93111
= Maluku | 55 | east
Ambon | 2 | Sirimau 97127, Nusaniwe 97117
= Papua | 78 | east java
Jayapura | 2 | Abepura 99225, Jayapura Utara 99113, Heram 99351
"""


def _districts() -> tuple[District, ...]:
    """Every subdistrict as often as its city has buyers."""
    districts: list[District] = []
    province, rate = "", 0
    habits: tuple[Habit, ...] = ()
    for line in _lines(_PROVINCES):
        name, number, rest = line.removeprefix("= ").split(" | ")
        if line.startswith("= "):
            province, rate, habits = name, int(number) * 1000, tuple(_HABITS[habit] for habit in rest.split())
            continue
        for part in rest.split(", "):
            subdistrict, postcode = part.rsplit(" ", 1)
            districts += [District(subdistrict, postcode, name, province, rate, habits)] * int(number)
    return tuple(districts)


DISTRICTS = _districts()
