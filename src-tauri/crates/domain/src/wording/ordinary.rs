//! Words in capitals that may be ordinary words as well: `IT` is not `it`, while `sev1` is what `SEV1` is.

use super::list::lists;

/// Words of two and three letters that every text may have.
const SHORT: &str = "ad ah am an as at be by do eh ex go ha he hi id if in is it ma me my no of oh ok on or ox pa so to up us we ye \
     ace act add ado age ago aid ail aim air ale all and ant any ape apt arc are ark arm art ash ask ate awe axe \
     aye bad bag ban bar bat bay bed bee beg bet bid big bin bit boa bog bow box boy bud bug bun bus but buy bye \
     cab can cap car cat cop cow cry cub cue cup cut dad dam day den dew did die dig dim din dip doe dog don dot \
     dry due dug dye ear eat ebb eel egg ego elf elk elm end era eve eye fan far fat fax fed fee few fig fin fir \
     fit fix flu fly foe fog for fox fun fur gag gap gas gel gem get gin god got gum gun gut guy had ham has hat \
     hay hem hen her hid him hip his hit hog hop hot how hub hue hug hum hut ice icy ill ink inn ion ire its ivy \
     jam jar jaw jay jet job jog joy jug key kid kin kit lab lad lag lap law lay led leg let lid lie lip lit log \
     lot low mad man map mat may men met mid mix mob mop mud mug nap net nod nor not now nun nut oak oar oat odd \
     off oil old one opt orb ore our out owe owl own pad pal pan par pat paw pay pea peg pen per pet pie pig pin \
     pit pod pop pot pro pub put rag ram ran rat raw ray red rib rid rig rim rip rob rod roe rot row rub rug run \
     rye sad sag sap sat saw say sea see set sew sex she shy sin sip sir sit six ski sky sly sob son sow soy spa \
     spy sub sue sum sun tab tag tan tap tar tax tea ten the tie tin tip toe ton too top tow toy try tub tug two \
     urn use van vat vet via vie vow war was wax way web wed wet who why wig win wit woe won yes yet you zip zoo";

/// Whether a word in small letters may be one of every text: it can be spoken, and it is long or known.
pub(super) fn is_ordinary(word: &str) -> bool {
    let spoken = |letter: char| !letter.is_ascii() || matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let letters = word.chars().count();
    let counts = word.contains(|letter: char| letter.is_ascii_digit());
    !counts && word.contains(spoken) && (letters == 1 || letters > 3 || lists(SHORT, word))
}
