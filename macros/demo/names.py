"""Made-up people's names, roads and phones. Any likeness is chance: given and family names are drawn apart."""

from __future__ import annotations

from workbook.words import Language

WOMEN = {
    Language.DANISH: "Inger Kirsten Grethe Else Birthe Jytte Karen Ruth Edith Gerda Aase Tove Bodil Ellen Anna Lis"
    " Ingrid Kaja Rigmor Vibeke Ulla Hanne Solveig Åse Bente Lissi",
    Language.TURKISH: "Ayşe Fatma Emine Hatice Zeynep Elif Hacer Gülsüm Sultan Hanife",
    Language.URDU: "Parveen Nasreen Shamim Rukhsana Zubaida Khalida Tahira Surayya",
    Language.ARABIC: "Amina Khadija Samira Mariam Zahra Latifa Nadia Halima",
    Language.POLISH: "Halina Krystyna Danuta Teresa Jadwiga Zofia",
    Language.BOSNIAN: "Fata Mejra Hasiba Zumra Đurđa Ljubica",
    Language.KURDISH: "Gulistan Berfin Zerîn Xezal",
    Language.SOMALI: "Hodan Sahra Ifrah Asli",
}
MEN = {
    Language.DANISH: "Poul Knud Svend Børge Jørgen Erik Kaj Ove Arne Verner Egon Aksel Helge Preben Flemming Bent"
    " Villy Søren Åge Leif Mogens Gunnar Holger Henning Jens Peder",
    Language.TURKISH: "Mehmet Mustafa Ali Hüseyin İbrahim Ramazan Osman Yusuf Süleyman Kâzım",
    Language.URDU: "Bashir Rashid Tariq Iqbal Nazir Yaqub Saleem Ghulam",
    Language.ARABIC: "Khalil Mahmoud Hassan Tawfiq Jamal Idris Faisal Munir",
    Language.POLISH: "Zbigniew Kazimierz Stanisław Czesław Ryszard Bogdan",
    Language.BOSNIAN: "Mirsad Hasan Dragan Milorad Fikret Zvonko",
    Language.KURDISH: "Azad Serhat Rojhat Mîran",
    Language.SOMALI: "Abdirahman Warsame Farah Liban",
}
FAMILIES = {
    Language.DANISH: "Aagaard Bærentsen Crone Dalgård Ebbesen Friis Grønlund Hjørring Ibsgaard Juhl Kjærbøl Lyngsø"
    " Møllebæk Nørreskov Overby Præstholm Qvist Rønnow Skovgaard Thuesen Udengaard Vestermark Wiingaard Ærenlund"
    " Østermark Åstrup Holmskov Bækgaard Kragelund Damborg",
    Language.TURKISH: "Demirkol Yıldızlı Çelikbaş Karadağlı Özgürel Şahintürk Aksoylu Güneşli",
    Language.URDU: "Chaudhryan Malikzai Qureshan Bhattini Mirzani Khokhari",
    Language.ARABIC: "Al-Nasiri El-Hariri Haddadin Mansouri Ben-Saleh Abu-Zahir",
    Language.POLISH: "Kowalczuk Wiśniewicz Zielonka Nowicki Pawłowicz",
    Language.BOSNIAN: "Hadžimuratović Begićić Petrovski Kovačićek Jurišić",
    Language.KURDISH: "Barzanli Rojbin Dêrsimî",
    Language.SOMALI: "Warfaan Jimcaale Nuurzai",
}
ROADS = (
    "Eksempelvej",
    "Eksempelvænget",
    "Prøvegårds Allé",
    "Mønstervangen",
    "Skabelonstien",
    "Forsøgsparken",
    "Øvelsesbakken",
    "Skitsestræde",
    "Modelhaven",
    "Påfundsvej",
)
CARE_HOME = "Plejecenter Eksempelbo, Eksempelvænget 2"
SPARE_RANGES = ("67", "68", "83", "84", "85", "94", "95")
"""First digits that the Danish numbering plan keeps spare: such a number looks right and can be nobody's."""
