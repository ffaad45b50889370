"""Street names in two languages, each used once."""

import random
from collections.abc import Iterator

ARTERIALS_ACROSS = ("Front Street", "King Street", "Rideau Line", "Concession Road", "Orchard Road")
ARTERIALS_UP = ("Quarry Road", "Limekiln Road", "Mill Road", "Beacon Road", "Fairground Road", "Sandy Point Road")

_TREES = (
    "Alder Ash Aspen Balsam Basswood Beech Birch Butternut Cedar Cherry Chestnut Cottonwood Dogwood Elder Elm Hawthorn "
    "Hazel Hemlock Hickory Hornbeam Ironwood Juniper Larch Lilac Linden Locust Magnolia Maple Mulberry Oak Pine Poplar "
    "Redbud Rowan Sassafras Spruce Sumac Sycamore Tamarack Walnut Willow Witchhazel"
)
_NATURE = (
    "Amberfield Applewood Ashgrove Barley Bayfield Beaver Bellflower Bittern Blackbird Bluegill Bobolink Brookside "
    "Bulrush Buttercup Cardinal Cattail Chickadee Clearwater Clover Cobble Coneflower Copperleaf Coral Cormorant Cornflower Coppice "
    "Creekside Cricket Crossbill Curlew Daisy Dandelion Deerfield Dewberry Drumlin Eagle Eastwind Esker Evergreen "
    "Fallow Fern Fieldstone Finch Firefly Flicker Foxglove Foxtail Frostwood Garnet Goldenrod Goldfinch Granite Grebe "
    "Greenbank Grosbeak Harrow Harvest Hawk Heather Heron Hillcrest Hollyhock Honeysuckle Indigo Iris Ivy Jasper "
    "Killdeer Kingfisher Lakebreeze Lark Lavender Ledgerock Limestone Loon Lupin Mallard Marigold Marsh Martin Meadowlark "
    "Millrace Millstone Minnow Mistwood Moonstone Moraine Muskellunge Nettle Nighthawk Northwind Nuthatch Old_Orchard Oriole "
    "Osprey Otter Oxbow Partridge Peregrine Periwinkle Pheasant Pickerel Pinecone Plover Prairie Primrose Puffin Quail "
    "Quarryside Raven Redstart Reed Ridgeway Riverstone Robin Rosehip Rushes Sandbank Sandpiper Sedge Shoreline Silverleaf "
    "Skylark Snowberry Sparrow Springhouse Starling Stonebridge Stonecrop Sturgeon Sugarbush Summerfield Sunfish Sunset "
    "Swallow Swan Tansy Teal Tern Thistle Thrush Timber Trillium Trout Turnstone Vireo Walleye Warbler Waterlily Waxwing "
    "Westwind Whippoorwill Whitecap Wigeon Windfall Wintergreen Woodcock Woodlark Wren Yarrow"
)
_PEOPLE = (
    "Abbott Aldridge Ames Anstruther Arkell Ashdown Baird Barclay Bascom Beckwith Bexley Birdsall Blakeney Bonner Bradwell "
    "Brisbin Brockton Burnham Byers Caldwell Carling Carstairs Chadwick Chisholm Clapham Coburn Colborough Conover Corrigan "
    "Cotter Coulson Crandall Cullen Dalhousie Danforth Darrow Delaney Denholm Dinsmore Doyle Drummond Dunbar Eccles Eldridge "
    "Ellery Emsley Fairley Farnham Fenwick Ferrier Finlay Fowler Fraser Galbraith Garrow Gilchrist Gowan Grafton Grantham "
    "Greeley Hadley Haldane Hallam Harkness Haviland Heffernan Hesketh Hollis Houlihan Huxley Innes Irvine Jarvis Jessop "
    "Keeler Kendrick Kilbride Kirkpatrick Laidlaw Langstaff Lathrop Leeds Lennox Lockwood Lomax Loring MacAllister Maitland "
    "Mallory Marlow Massey McBride McKellar Mercer Merritt Milburn Monck Moodie Napier Nesbitt Newell Norland Oakley Ogilvie "
    "Ormond Osborne Pardee Parnell Peacock Pemberton Perrin Pickford Platt Prescott Purdy Quigley Radcliffe Ramsay Redfern "
    "Ridout Roblin Rowley Russell Rutledge Sefton Selkirk Shaftesbury Simcox Sinclair Somerset Spalding Stafford Stanhope "
    "Strachan Sutcliffe Talbot Tavistock Thornbury Tilley Trafford Tremaine Tuckett Tyndall Upton Vansittart Verulam Wakefield "
    "Waldron Walpole Warrick Wentworth Weller Whitcombe Wickham Wilmot Wolcott Woodrow Yardley Yeoman"
)
_FRENCH = (
    "des_Érables des_Peupliers des_Lilas des_Pommiers des_Sorbiers des_Mésanges des_Hirondelles des_Goélands des_Huards "
    "des_Grives des_Pinsons des_Chardonnerets des_Roseaux des_Quenouilles des_Trilles des_Violettes des_Pivoines "
    "des_Tournesols des_Fougères des_Framboisiers des_Bleuets des_Cormiers des_Ormes des_Tilleuls des_Cèdres des_Mélèzes "
    "des_Galets des_Marées des_Vents des_Brumes des_Étoiles des_Moissons des_Vergers des_Sources des_Moulins des_Tonneliers "
    "des_Forgerons des_Voiliers des_Mariniers des_Pêcheurs des_Rameurs des_Tisserands des_Sabliers du_Phare du_Quai du_Havre "
    "du_Ruisseau du_Barrage du_Rivage du_Vallon du_Coteau du_Sentier du_Pré du_Fournil du_Meunier du_Passeur du_Belvédère "
    "du_Crépuscule du_Grand-Pin du_Petit-Bois de_la_Grève de_la_Baie de_la_Dune de_la_Berge de_la_Cascade de_la_Clairière "
    "de_la_Colline de_la_Criée de_la_Forge de_la_Lanterne de_la_Meule de_la_Pinède de_la_Rive de_la_Rosée de_l’Anse "
    "de_l’Aurore de_l’Écluse de_l’Érablière de_l’Horizon de_l’Île de_l’Orée Archambault Beaulieu Beaupré Bellerose Bergevin "
    "Brisebois Carrier Chabot Champoux Charlebois Courtemanche Desrosiers Dubuisson Duquette Fauteux Gascon Gauvreau "
    "Giguère Hamelin Jolicœur Labelle Lachapelle Lafrance Lalonde Lamoureux Langevin Larivière Latreille Lavigne Lesage "
    "Letendre Malouin Marcotte Mondor Paquin Périard Pelletier Quesnel Racine Ranger Robitaille Saint-Cyr Saint-Onge "
    "Sanscartier Sauvé Séguin Taillefer Thibert Touchette Vaillancourt Valcourt Villeray"
)
_KINDS = {
    "grid": ("Street", "Street", "Street", "Avenue", "Avenue"),
    "row": ("Drive", "Avenue", "Road", "Street", "Way", "Trail"),
    "loop": ("Crescent", "Circle", "Crescent", "Gate"),
    "court": ("Court", "Place", "Lane", "Close", "Terrace"),
    "collector": ("Drive", "Parkway", "Boulevard", "Road"),
}
_FRENCH_KINDS = {
    "grid": ("rue", "rue", "avenue"),
    "row": ("rue", "promenade", "chemin", "voie"),
    "loop": ("croissant", "cercle"),
    "court": ("impasse", "place", "cour"),
    "collector": ("boulevard", "promenade"),
}


def street_names(*, chance: random.Random) -> "Namer":
    english = [name.replace("_", " ") for text in (_TREES, _NATURE, _PEOPLE) for name in text.split()]
    french = [name.replace("_", " ") for name in _FRENCH.split()]
    return Namer(chance, english, french)


class Namer:
    """Gives each street a name that no other street has."""

    def __init__(self, chance: random.Random, english: list[str], french: list[str]) -> None:
        self._chance = chance
        self._taken: set[str] = set()
        self._stems = (_again(chance, english), _again(chance, french))

    def name(self, *, kind: str, french: float = 0.22) -> str:
        while True:
            is_french = self._chance.random() < french
            stem = next(self._stems[is_french])
            if is_french:
                name = f"{self._chance.choice(_FRENCH_KINDS[kind])} {stem}"
                name = name[0].upper() + name[1:]
            else:
                name = f"{stem} {self._chance.choice(_KINDS[kind])}"
            if name not in self._taken:
                self._taken.add(name)
                return name


def _again(chance: random.Random, stems: list[str]) -> Iterator[str]:
    while True:
        order = stems[:]
        chance.shuffle(order)
        yield from order
