"""What the recitals of legal acts are called, in the 24 official EU languages."""

RECITAL = {
    "bg": "Съображение",
    "cs": "Bod odůvodnění",
    "da": "Betragtning",
    "de": "Erwägungsgrund",
    "el": "Αιτιολογική σκέψη",
    "en": "Recital",
    "es": "Considerando",
    "et": "Põhjendus",
    "fi": "Johdanto-osan kappale",
    "fr": "Considérant",
    "ga": "Aithris",
    "hr": "Uvodna izjava",
    "hu": "Preambulumbekezdés",
    "it": "Considerando",
    "lt": "Konstatuojamoji dalis",
    "lv": "Apsvērums",
    "mt": "Premessa",
    "nl": "Overweging",
    "pl": "Motyw",
    "pt": "Considerando",
    "ro": "Considerentul",
    "sk": "Odôvodnenie",
    "sl": "Uvodna izjava",
    "sv": "Skäl",
}
"""What a recital is called when it is cited; the acts only number them."""
