"""The regencies and cities of Indonesia, by which a misspelt one is noticed."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache

_LIKENESS = 0.84
"""How alike two names must be for one to be a slip for the other, from 0 to 1."""
# The longer ones first, since the first that fits is taken away.
_KINDS = ("kota administrasi ", "kota adm. ", "kabupaten ", "kota ", "kab. ", "kab ")

_NAMES = """
Banda Aceh, Langsa, Lhokseumawe, Sabang, Subulussalam, Aceh Barat, Aceh Barat Daya, Aceh Besar, Aceh Jaya, Aceh Selatan,
Aceh Singkil, Aceh Tamiang, Aceh Tengah, Aceh Tenggara, Aceh Timur, Aceh Utara, Bener Meriah, Bireuen, Gayo Lues,
Nagan Raya, Pidie, Pidie Jaya, Simeulue, Binjai, Gunungsitoli, Medan, Padangsidimpuan, Pematangsiantar, Sibolga,
Tanjungbalai, Tebing Tinggi, Asahan, Batubara, Dairi, Deli Serdang, Humbang Hasundutan, Karo, Labuhanbatu,
Labuhanbatu Selatan, Labuhanbatu Utara, Langkat, Mandailing Natal, Nias, Nias Barat, Nias Selatan, Nias Utara,
Padang Lawas, Padang Lawas Utara, Pakpak Bharat, Samosir, Serdang Bedagai, Simalungun, Tapanuli Selatan,
Tapanuli Tengah, Tapanuli Utara, Toba, Bukittinggi, Padang, Padang Panjang, Pariaman, Payakumbuh, Sawahlunto, Solok,
Agam, Dharmasraya, Kepulauan Mentawai, Lima Puluh Kota, Padang Pariaman, Pasaman, Pasaman Barat, Pesisir Selatan,
Sijunjung, Solok Selatan, Tanah Datar, Dumai, Pekanbaru, Bengkalis, Indragiri Hilir, Indragiri Hulu, Kampar,
Kepulauan Meranti, Kuantan Singingi, Pelalawan, Rokan Hilir, Rokan Hulu, Siak, Batam, Tanjungpinang, Bintan, Karimun,
Kepulauan Anambas, Lingga, Natuna, Jambi, Sungai Penuh, Batanghari, Bungo, Kerinci, Merangin, Muaro Jambi, Sarolangun,
Tanjung Jabung Barat, Tanjung Jabung Timur, Tebo, Bengkulu, Bengkulu Selatan, Bengkulu Tengah, Bengkulu Utara, Kaur,
Kepahiang, Lebong, Mukomuko, Rejang Lebong, Seluma, Lubuklinggau, Pagar Alam, Palembang, Prabumulih, Banyuasin,
Empat Lawang, Lahat, Muara Enim, Musi Banyuasin, Musi Rawas, Musi Rawas Utara, Ogan Ilir, Ogan Komering Ilir,
Ogan Komering Ulu, Penukal Abab Lematang Ilir, Pangkalpinang, Bangka, Bangka Barat, Bangka Selatan, Bangka Tengah,
Belitung, Belitung Timur, Bandar Lampung, Metro, Lampung Barat, Lampung Selatan, Lampung Tengah, Lampung Timur,
Lampung Utara, Mesuji, Pesawaran, Pesisir Barat, Pringsewu, Tanggamus, Tulang Bawang, Tulang Bawang Barat, Way Kanan,
Cilegon, Serang, Tangerang, Tangerang Selatan, Lebak, Pandeglang, Jakarta, Jakarta Barat, Jakarta Pusat,
Jakarta Selatan, Jakarta Timur, Jakarta Utara, Kepulauan Seribu, Bandung, Banjar, Bekasi, Bogor, Cimahi, Cirebon,
Depok, Sukabumi, Tasikmalaya, Bandung Barat, Ciamis, Cianjur, Garut, Indramayu, Karawang, Kuningan, Majalengka,
Pangandaran, Purwakarta, Subang, Sumedang, Magelang, Pekalongan, Salatiga, Semarang, Surakarta, Solo, Tegal,
Banjarnegara, Banyumas, Batang, Blora, Boyolali, Brebes, Cilacap, Demak, Grobogan, Jepara, Karanganyar, Kebumen, Kendal,
Klaten, Kudus, Pati, Pemalang, Purbalingga, Purworejo, Purwokerto, Rembang, Sragen, Sukoharjo, Temanggung, Wonogiri,
Wonosobo, Yogyakarta, Bantul, Gunungkidul, Kulon Progo, Sleman, Batu, Blitar, Kediri, Madiun, Malang, Mojokerto,
Pasuruan, Probolinggo, Surabaya, Bangkalan, Banyuwangi, Bojonegoro, Bondowoso, Gresik, Jember, Jombang, Lamongan,
Lumajang, Magetan, Nganjuk, Ngawi, Pacitan, Pamekasan, Ponorogo, Sampang, Sidoarjo, Situbondo, Sumenep, Trenggalek,
Tuban, Tulungagung, Denpasar, Badung, Bangli, Buleleng, Gianyar, Jembrana, Karangasem, Klungkung, Tabanan, Bima,
Mataram, Dompu, Lombok Barat, Lombok Tengah, Lombok Timur, Lombok Utara, Sumbawa, Sumbawa Barat, Kupang, Alor, Belu,
Ende, Flores Timur, Lembata, Malaka, Manggarai, Manggarai Barat, Manggarai Timur, Nagekeo, Ngada, Rote Ndao,
Sabu Raijua, Sikka, Sumba Barat, Sumba Barat Daya, Sumba Tengah, Sumba Timur, Timor Tengah Selatan, Timor Tengah Utara,
Pontianak, Singkawang, Bengkayang, Kapuas Hulu, Kayong Utara, Ketapang, Kubu Raya, Landak, Melawi, Mempawah, Sambas,
Sanggau, Sekadau, Sintang, Palangka Raya, Barito Selatan, Barito Timur, Barito Utara, Gunung Mas, Kapuas, Katingan,
Kotawaringin Barat, Kotawaringin Timur, Lamandau, Murung Raya, Pulang Pisau, Seruyan, Sukamara, Banjarbaru, Banjarmasin,
Balangan, Barito Kuala, Hulu Sungai Selatan, Hulu Sungai Tengah, Hulu Sungai Utara, Kotabaru, Tabalong, Tanah Bumbu,
Tanah Laut, Tapin, Balikpapan, Bontang, Samarinda, Berau, Kutai Barat, Kutai Kartanegara, Kutai Timur, Mahakam Ulu,
Paser, Penajam Paser Utara, Tarakan, Bulungan, Malinau, Nunukan, Tana Tidung, Bitung, Kotamobagu, Manado, Tomohon,
Bolaang Mongondow, Kepulauan Sangihe, Kepulauan Talaud, Minahasa, Minahasa Selatan, Minahasa Tenggara, Minahasa Utara,
Palu, Banggai, Buol, Donggala, Morowali, Morowali Utara, Parigi Moutong, Poso, Sigi, Tojo Una-Una, Tolitoli, Makassar,
Palopo, Parepare, Bantaeng, Barru, Bone, Bulukumba, Enrekang, Gowa, Jeneponto, Kepulauan Selayar, Luwu, Luwu Timur,
Luwu Utara, Maros, Pangkajene dan Kepulauan, Pinrang, Sidenreng Rappang, Sinjai, Soppeng, Takalar, Tana Toraja,
Toraja Utara, Wajo, Baubau, Kendari, Bombana, Buton, Kolaka, Konawe, Muna, Wakatobi, Gorontalo, Boalemo, Bone Bolango,
Pohuwato, Majene, Mamasa, Mamuju, Polewali Mandar, Pasangkayu, Ambon, Tual, Buru, Kepulauan Aru, Maluku Tengah,
Maluku Tenggara, Seram Bagian Barat, Seram Bagian Timur, Ternate, Tidore Kepulauan, Halmahera Barat, Halmahera Selatan,
Halmahera Tengah, Halmahera Timur, Halmahera Utara, Kepulauan Sula, Pulau Morotai, Jayapura, Sorong, Manokwari, Merauke,
Mimika, Nabire, Biak Numfor, Fakfak, Kaimana, Raja Ampat, Jayawijaya, Timika
"""
CITIES = tuple(" ".join(name.split()) for name in _NAMES.split(","))


def city_checker(more: Iterable[str] = ()) -> Callable[[str], str]:
    """A function from a misspelt city to the one that was probably meant; all other names give an empty text.

    Args:
        more: names that are as good as those of the country, such as the cities that the shop's orders have.
    """
    known = {_bare(name): name for name in (*more, *CITIES)}

    # Comparing with every name is slow, and a file names the same cities over and over.
    @lru_cache(maxsize=10_000)
    def near(city: str) -> str:
        name = _bare(city)
        if not name or name in known:
            return ""
        found = get_close_matches(name, known, 1, cutoff=_LIKENESS)
        return known[found[0]] if found else ""

    return near


def _bare(city: str) -> str:
    """A name as it is compared: in small letters, without the word for its kind before it."""
    name = " ".join(city.casefold().split())
    return next((name.removeprefix(kind) for kind in _KINDS if name.startswith(kind)), name)
