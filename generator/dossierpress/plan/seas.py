"""The names of oceans and seas on maps, in the languages in which themes speak; CLDR has none."""

from dataclasses import dataclass

LANGUAGES = ("en", "de", "fr", "es", "ar", "ur")

# From west to east and from south to north, in degrees, where the name may stand; then the names.
# The largest come first: they are named before others.
_TABLE = """
-70 -15 5 60 | Atlantic Ocean | Atlantischer Ozean | Océan Atlantique | Océano Atlántico | المحيط الأطلسي | بحر اوقیانوس
-40 12 -55 -2 | Atlantic Ocean | Atlantischer Ozean | Océan Atlantique | Océano Atlántico | المحيط الأطلسي | بحر اوقیانوس
-178 -105 -55 55 | Pacific Ocean | Pazifischer Ozean | Océan Pacifique | Océano Pacífico | المحيط الهادئ | بحر الکاہل
142 180 -15 50 | Pacific Ocean | Pazifischer Ozean | Océan Pacifique | Océano Pacífico | المحيط الهادئ | بحر الکاہل
-105 -72 -55 -2 | Pacific Ocean | Pazifischer Ozean | Océan Pacifique | Océano Pacífico | المحيط الهادئ | بحر الکاہل
52 110 -50 2 | Indian Ocean | Indischer Ozean | Océan Indien | Océano Índico | المحيط الهندي | بحر ہند
-180 180 -68 -58 | Southern Ocean | Südlicher Ozean | Océan Austral | Océano Antártico | المحيط الجنوبي | بحر منجمد جنوبی
-180 180 82 90 | Arctic Ocean | Arktischer Ozean | Océan Arctique | Océano Ártico | المحيط المتجمد الشمالي | بحر منجمد شمالی
0 34 31 43.5 | Mediterranean Sea | Mittelmeer | Mer Méditerranée | Mar Mediterráneo | البحر المتوسط | بحیرہ روم
-3 9 51.5 61 | North Sea | Nordsee | Mer du Nord | Mar del Norte | بحر الشمال | بحیرہ شمال
11 24 54 60 | Baltic Sea | Ostsee | Mer Baltique | Mar Báltico | بحر البلطيق | بحیرہ بالٹک
28 41.5 41 46 | Black Sea | Schwarzes Meer | Mer Noire | Mar Negro | البحر الأسود | بحیرہ اسود
47 54.5 37 47 | Caspian Sea | Kaspisches Meer | Mer Caspienne | Mar Caspio | بحر قزوين | بحیرہ قزوین
33 43 13 29 | Red Sea | Rotes Meer | Mer Rouge | Mar Rojo | البحر الأحمر | بحیرہ احمر
56 74 8 25 | Arabian Sea | Arabisches Meer | Mer d’Arabie | Mar Arábigo | بحر العرب | بحیرہ عرب
81 95 8 21 | Bay of Bengal | Golf von Bengalen | Golfe du Bengale | Golfo de Bengala | خليج البنغال | خلیج بنگال
48 56 24 30 | Persian Gulf | Persischer Golf | Golfe Persique | Golfo Pérsico | الخليج العربي | خلیج فارس
-88 -60 10 21 | Caribbean Sea | Karibisches Meer | Mer des Caraïbes | Mar Caribe | البحر الكاريبي | بحیرہ کیریبین
-97 -82 19 30 | Gulf of Mexico | Golf von Mexiko | Golfe du Mexique | Golfo de México | خليج المكسيك | خلیج میکسیکو
-94 -77 51 64 | Hudson Bay | Hudson Bay | Baie d’Hudson | Bahía de Hudson | خليج هدسون | خلیج ہڈسن
-62 -45 54 66 | Labrador Sea | Labradorsee | Mer du Labrador | Mar de Labrador | بحر لابرادور | بحیرہ لیبراڈور
-10 12 63 73 | Norwegian Sea | Norwegische See | Mer de Norvège | Mar de Noruega | البحر النرويجي | بحیرہ ناروے
22 55 70 79 | Barents Sea | Barentssee | Mer de Barents | Mar de Barents | بحر بارنتس | بحیرہ بیرنٹس
-5.5 -3 53.2 54.6 | Irish Sea | Irische See | Mer d’Irlande | Mar de Irlanda | البحر الأيرلندي | بحیرہ آئرش
-5 1.5 48.7 51 | English Channel | Ärmelkanal | Manche | Canal de la Mancha | القنال الإنجليزي | رودبار انگلستان
-9 -1.5 43.5 48 | Bay of Biscay | Golf von Biskaya | Golfe de Gascogne | Golfo de Vizcaya | خليج بسكاي | خلیج بسکے
10.5 15.8 38.5 42.5 | Tyrrhenian Sea | Tyrrhenisches Meer | Mer Tyrrhénienne | Mar Tirreno | البحر التيراني | بحیرہ ٹائرینین
13 19 41.5 45.5 | Adriatic Sea | Adria | Mer Adriatique | Mar Adriático | البحر الأدرياتيكي | بحیرہ ایڈریاٹک
22.8 27 36 40.7 | Aegean Sea | Ägäis | Mer Égée | Mar Egeo | بحر إيجة | بحیرہ ایجیئن
17 20.5 35.5 39 | Ionian Sea | Ionisches Meer | Mer Ionienne | Mar Jónico | البحر الأيوني | بحیرہ ایونی
45 51 11.5 14.5 | Gulf of Aden | Golf von Aden | Golfe d’Aden | Golfo de Adén | خليج عدن | خلیج عدن
109 119 5 21 | South China Sea | Südchinesisches Meer | Mer de Chine méridionale | Mar de China Meridional | بحر الصين الجنوبي | بحیرہ جنوبی چین
121 128 25 33 | East China Sea | Ostchinesisches Meer | Mer de Chine orientale | Mar de China Oriental | بحر الصين الشرقي | بحیرہ مشرقی چین
130 139 36 45 | Sea of Japan | Japanisches Meer | Mer du Japon | Mar del Japón | بحر اليابان | بحیرہ جاپان
145 155 46 58 | Sea of Okhotsk | Ochotskisches Meer | Mer d’Okhotsk | Mar de Ojotsk | بحر أوخوتسك | بحیرہ اوخوتسک
170 190 53 62 | Bering Sea | Beringmeer | Mer de Béring | Mar de Bering | بحر بيرنغ | بحیرہ بیرنگ
153 168 -45 -30 | Tasman Sea | Tasmansee | Mer de Tasman | Mar de Tasmania | بحر تسمان | بحیرہ تسمان
148 162 -24 -12 | Coral Sea | Korallenmeer | Mer de Corail | Mar del Coral | بحر المرجان | بحیرہ مرجان
-0.5 8 -1 5 | Gulf of Guinea | Golf von Guinea | Golfe de Guinée | Golfo de Guinea | خليج غينيا | خلیج گنی
36 44 -24 -13 | Mozambique Channel | Straße von Mosambik | Canal du Mozambique | Canal de Mozambique | قناة موزمبيق | آبنائے موزمبیق
""".strip()


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea, and within which degrees its name may stand (west, east, south, north)."""

    box: tuple[float, float, float, float]
    names: tuple[str, ...]

    def name(self, language: str) -> str:
        """Its name; empty in a language that is none of ours."""
        spoken = language.split("-", maxsplit=1)[0]
        return self.names[LANGUAGES.index(spoken)] if spoken in LANGUAGES else ""


def _read(line: str) -> Sea:
    degrees, *names = (part.strip() for part in line.split("|"))
    west, east, south, north = map(float, degrees.split())
    return Sea((west, east, south, north), tuple(names))


SEAS = tuple(map(_read, _TABLE.splitlines()))
