"""Invented names, in the order of how common they are: the SQL draws the first ones more often."""

from itertools import product

FORENAMES = [
    *("Tyler", "Jordan", "Aaron", "Kayleigh", "Callum", "Bethany", "Dean", "Leanne", "Ryan"),
    *("Paige", "Kyle", "Jodie", "Liam", "Hollie", "Shane", "Chelsea", "Mason", "Dana", "Rhys"),
    *("Nadia", "Imran", "Farah", "Elliot", "Skye", "Gareth", "Una", "Caleb", "Yasmin", "Vikram"),
    *("Willow", "Ollie", "Zoë", "Zane", "Chloé", "Dilan", "Amara", "Femi", "Isla", "Owen"),
    *("Priya", "Tomas", "Ruth", "Leo", "Grace", "Noor", "Mona", "Bethan", "Anil", "Joan"),
    *(
        "Siân",
        "Renée",
        "Bjørn",
        "Mairéad",
        "Jürgen",
        "O’Neil",
        "Anne-Marie",
        "Mary Lou",
        "Quentin",
    ),
]
BEGINNINGS = [
    *("Hall", "Wick", "Mar", "Ash", "Thorn", "Stan", "Black", "Brack", "Cold", "Den", "East"),
    *("Far", "Greave", "Kettle", "Lark", "Moss", "Nether", "Oak", "Penni", "Quarr", "Raven"),
    *("Sallow", "Thack", "Under", "Vella", "Wain", "Yar", "Fenni", "Wex", "Lock", "Par", "Till"),
    *("Birch", "Strick", "Inne", "Quill", "Dray", "Pell", "Cal", "Red", "Had", "Var", "Ade"),
    *("Göt", "O’Bri", "Mac", "Fitz", "Brú", "Sten", "Hol", "Cran", "Lang", "Stow", "Whit"),
]
ENDINGS = [
    *("ley", "ton", "ham", "field", "worth", "ford", "by", "wood", "combe", "low", "ridge"),
    *("mere", "water", "hanger", "dale", "gate", "hurst", "more", "bank", "borough", "stead"),
    *("cott", "well", "grove", "thwaite", "smith", "man", "son", "fold", "shaw", "croft", "don"),
    *("feather", "fast", "over", "side", "wick", "scot", "ett", "ings"),
]


def surnames() -> list[str]:
    """Every beginning with every ending, the commonest first."""
    ranked = product(enumerate(BEGINNINGS), enumerate(ENDINGS))
    return [a + b for (_, _), a, b in sorted(((i + j, i), a, b) for (i, a), (j, b) in ranked)]
