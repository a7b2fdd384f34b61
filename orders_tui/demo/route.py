"""What becomes of the demo shop's orders: paid or not, packed or handed over, kept or sent back."""

from contextlib import suppress

from orders_tui.demo.chance import below, often, pick
from orders_tui.demo.goods import BANKS, COURIERS, DIGITAL_METHODS, PARCEL_METHODS, Courier
from orders_tui.demo.life import Life, NotYet
from orders_tui.domain.days import local
from orders_tui.domain.order import Goods, Method, PaymentReport, PaymentStatus, Status
from orders_tui.domain.templates import MessageStage
from orders_tui.store.writes.load import LoadedMoney

REMINDERS = (MessageStage.REMINDER_1, MessageStage.REMINDER_2, MessageStage.REMINDER_3)

_SILENT = ("Pembeli tidak merespons", "Nomor tidak bisa dihubungi", "Tidak dibayar sampai batas waktu")
_WITHDRAWN = ("Berubah pikiran", "Pesanan ganda", "Salah pilih varian, pesan ulang", "Stok habis")
_RETURNED = (
    "Pembeli menolak paket",
    "Alamat tidak ditemukan",
    "Pembeli tidak di rumah 3 kali antar",
    "Paket rusak di jalan",
    "Salah ukuran, minta tukar",
    "Isi paket kurang",
    "Salah kirim barang",
)
_LOST = ("Paket hilang, klaim kurir diganti", "Tidak diambil di agen, dana sudah dikembalikan")
_NOTES = (
    "Sudah ditelepon, minta dikirim hari Senin.",
    "Alamat sudah dicek ulang dengan pembeli.",
    "Bonus tester 1 pcs.",
    "Pembeli minta faktur.",
    "Stok warna ini tinggal sedikit, siapkan pengganti.",
    "Langganan lama, tolong diprioritaskan.",
    "Minta dikabari lewat WhatsApp, jangan telepon.",
)
_TAGS = ("perlu dicek", "komplain", "stok kosong")
_COURIERS = {courier.name: courier for courier in COURIERS}
_CHOSEN_LATER = tuple(method for method in PARCEL_METHODS if method)
_CHOSEN_LATER_DIGITAL = tuple(method for method in DIGITAL_METHODS if method)
_FEE = 7
"""What gateways and couriers keep, in thousandths."""
_ODD_AMOUNTS = often((3, -10_000), (3, 1_000), (2, -2_500), (1, 50_000))


def live(life: Life) -> None:
    """Let the order go its way until it ends or has come to the present."""
    with suppress(NotYet):
        if life.order.method is None and not _ask_how_to_pay(life):
            return
        agreed = _agree(life) if life.order.method is Method.COD else _collect(life)
        if not agreed:
            return
        if life.order.goods is Goods.DIGITAL:
            _hand_over(life)
        elif _pack(life):
            _deliver(life)


def _ask_how_to_pay(life: Life) -> bool:
    life.wait_for_staff(5)
    if life.happens(0.62):
        digital = life.order.goods is Goods.DIGITAL
        life.change(method=pick(life.chance, _CHOSEN_LATER_DIGITAL if digital else _CHOSEN_LATER))
        return True
    if life.happens(0.4):
        # It was forgotten: it stays Created, or is deleted one day.
        life.wait_for_staff(200, least=240)
        if life.happens(0.3):
            life.delete()
        return False
    return _give_up(life)


def _agree(life: Life) -> bool:
    """Cash on delivery: the buyer says that the parcel is really wanted."""
    if life.happens(0.2):
        life.wait_for_staff(0.7)
        life.follow_up(MessageStage.WELCOME)
    life.wait_for_staff(3.5)
    if life.happens(0.07):
        life.change(status=Status.CANCELED, reason=pick(life.chance, _WITHDRAWN))
        return False
    if life.happens(0.8) or _remind(life, 0.45):
        life.change(status=Status.CONFIRMED)
        return True
    return _give_up(life)


def _collect(life: Life) -> bool:
    """Every other method: the money comes before the goods."""
    if life.happens(0.25):
        life.wait_for_staff(0.7)
        life.follow_up(MessageStage.PAYMENT)
    life.wait(6)
    if not (life.happens(0.7) or _remind(life, 0.4)):
        return _give_up(life)
    if life.order.method in (Method.BANK_TRANSFER, Method.OTHER):
        _transfer(life)
    else:
        _gateway(life)
    return True


def _remind(life: Life, success: float) -> bool:
    """Up to three reminders; whether one of them helped."""
    for reminder in REMINDERS:
        life.wait_for_staff(9, least=12)
        life.follow_up(reminder)
        if life.happens(success / len(REMINDERS)):
            life.wait(2)
            return True
    return False


def _give_up(life: Life) -> bool:
    """The buyer is silent: canceled, now and then forgotten."""
    life.wait_for_staff(14, least=8)
    if life.happens(0.93):
        life.change(status=Status.CANCELED, reason=pick(life.chance, _SILENT))
        if life.happens(0.06):
            life.wait_for_staff(90)
            life.delete()
    return False


def _transfer(life: Life) -> None:
    """Money from bank to bank: the buyer confirms the transfer, the staff compares it with the account."""
    total = life.order.total
    if life.happens(0.55):
        forgot_code = life.happens(0.08)
        amount = total + (int(life.new.facts["unique_code"] or 0) if forgot_code else 0)
        holder = str(life.new.facts["name"]).upper()
        note = "sudah transfer ya kak" if life.happens(0.2) else ""
        day = local(life.at, life.moment.zone).date().isoformat()
        life.confirmed(LoadedMoney("confirmation", amount, pick(life.chance, BANKS), holder, day, note))
    life.wait_for_staff(1.5)
    life.change(status=Status.CONFIRMED, payment=PaymentStatus.PAID)


def _gateway(life: Life) -> None:
    """The gateway reports the money; what does not fit the order becomes a conflict, which the staff settles."""
    total = life.order.total
    odd = max(total + pick(life.chance, _ODD_AMOUNTS), 1_000)
    life.paid(odd if life.happens(0.03) else total)
    if life.happens(0.012):
        life.wait(0.2)
        life.paid(total)
    life.wait_for_staff(1.5)
    if life.order.payment_status is PaymentStatus.CONFLICT and life.happens(0.6):
        life.wait_for_staff(8)
        life.change(status=Status.CONFIRMED, payment=PaymentStatus.PAID, add_tags=("selisih bayar",))
    else:
        life.change(status=Status.CONFIRMED)


def _hand_over(life: Life) -> None:
    """Digital goods: the access is sent, then the buyer has it."""
    if life.happens(0.15):
        life.wait_for_staff(1)
        life.change(status=Status.IN_PROCESS)
    life.wait_for_staff(0.8)
    life.follow_up(MessageStage.ACCESS)
    life.wait_for_staff(12)
    life.change(status=Status.COMPLETED)
    _settle(life)


def _pack(life: Life) -> bool:
    """From the shelf to the courier; whether it got there."""
    if life.happens(0.06):
        life.wait_for_staff(0.5)
        life.change(facts={"note": pick(life.chance, _NOTES)})
    if life.happens(0.55):
        life.wait_for_staff(4)
        life.change(status=Status.IN_PROCESS)
    if life.happens(0.75):
        life.wait_for_staff(12)
        life.change(status=Status.READY)
        if life.happens(0.012):
            life.wait_for_staff(3)
            life.change(status=Status.IN_PROCESS)
    if life.happens(0.012):
        life.wait_for_staff(10)
        life.tag(pick(life.chance, _TAGS))
        life.wait_for_staff(20)
        if life.happens(0.5):
            life.change(status=Status.CANCELED, reason=pick(life.chance, _WITHDRAWN))
        return False
    life.wait_for_staff(8)
    courier = _COURIERS[life.order.courier or pick(life.chance, COURIERS).name]
    _send(life, courier)
    return True


def _send(life: Life, courier: Courier) -> None:
    receipt = f"{courier.prefix}{below(life.chance, 10**courier.digits):0{courier.digits}d}"
    if life.happens(0.75):
        life.reported("shipment", status=Status.SHIPPED, facts={"courier": courier.name, "receipt": receipt})
    else:
        life.change(status=Status.SHIPPED, facts={"courier": courier.name, "receipt": receipt})


def _deliver(life: Life) -> None:
    if life.happens(0.12):
        life.wait_for_staff(2)
        life.follow_up(MessageStage.RECEIPT)
    life.wait(36, least=18)
    cash = life.order.method is Method.COD
    fate = life.chance.random()
    if fate < (0.11 if cash else 0.025):
        _return(life)
    elif fate < (0.135 if cash else 0.05):
        life.wait_for_staff(200, least=200)
        life.change(status=Status.CLOSED, reason=pick(life.chance, _LOST))
    elif fate < 0.99:
        _complete(life)


def _complete(life: Life) -> None:
    cash = life.order.payment_status is PaymentStatus.UNPAID
    if cash and life.happens(0.65):
        life.wait_for_staff(2)
        life.change(status=Status.COMPLETED, payment=PaymentStatus.PAID)
    else:
        life.reported("delivered", status=Status.COMPLETED)
        if cash:
            life.wait(20, least=10)
            life.paid(life.order.total)
    if life.happens(0.008):
        life.wait_for_staff(30)
        life.change(status=Status.SHIPPED)
        _return(life)
    else:
        _settle(life)


def _settle(life: Life) -> None:
    """The money that the gateway or the courier held reaches the seller."""
    if life.order.method is not Method.BANK_TRANSFER:
        life.wait(24, least=20)
        if life.happens(0.5):
            life.paid(life.order.total - life.order.total * _FEE // 1000, PaymentReport.SETTLED)


def _return(life: Life) -> None:
    if life.happens(0.7):
        life.wait(30)
        life.reported("returned", status=Status.RTS, reason=pick(life.chance, _RETURNED))
    else:
        life.wait_for_staff(20)
        life.change(status=Status.RTS, reason=pick(life.chance, _RETURNED))
    if life.happens(0.06):
        life.wait_for_staff(30)
        life.change(status=Status.SHIPPED)
        life.wait(40, least=24)
        life.reported("delivered", status=Status.COMPLETED)
