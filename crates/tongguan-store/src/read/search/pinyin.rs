//! How a Chinese name reads: the whole pinyin, and the initials.
//!
//! A character with several readings has the commonest one, but for surnames, which have their own.

use std::collections::BTreeSet;

use ::pinyin::ToPinyin;
use tongguan_core::reference::name_key::name_key;

/// Letters by which whole pinyin is looked up, from the beginning of any syllable.
pub(super) const GRAM: usize = 3;

/// Surnames that are not read as their characters usually are, double ones first.
const SURNAMES: &[(&str, &[&str])] = &[
    ("万俟", &["MO", "QI"]),
    ("尉迟", &["YU", "CHI"]),
    ("澹台", &["TAN", "TAI"]),
    ("单于", &["CHAN", "YU"]),
    ("长孙", &["ZHANG", "SUN"]),
    ("令狐", &["LING", "HU"]),
    ("曾", &["ZENG"]),
    ("单", &["SHAN"]),
    ("解", &["XIE"]),
    ("仇", &["QIU"]),
    ("查", &["ZHA"]),
    ("任", &["REN"]),
    ("区", &["OU"]),
    ("朴", &["PIAO"]),
    ("盖", &["GE"]),
    ("缪", &["MIAO"]),
    ("乐", &["YUE"]),
    ("翟", &["ZHAI"]),
    ("尹", &["YIN"]),
    ("华", &["HUA"]),
    ("覃", &["QIN"]),
    ("纪", &["JI"]),
    ("冼", &["XIAN"]),
    ("秘", &["BI"]),
    ("逄", &["PANG"]),
    ("员", &["YUN"]),
    ("贠", &["YUN"]),
    ("种", &["CHONG"]),
    ("繁", &["PO"]),
    ("晁", &["CHAO"]),
    ("召", &["SHAO"]),
    ("折", &["SHE"]),
    ("黑", &["HE"]),
    ("那", &["NA"]),
    ("哈", &["HA"]),
    ("宓", &["MI"]),
    ("郗", &["XI"]),
    ("洗", &["XIAN"]),
    ("柏", &["BAI"]),
    ("谌", &["CHEN"]),
    ("瞿", &["QU"]),
    ("祭", &["ZHAI"]),
    ("重", &["CHONG"]),
];

/// How a name reads, in capitals.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The first letters of its syllables; empty where nothing of it is Chinese.
    pub(super) initials: String,
    /// All syllables in a row; empty where nothing of it is Chinese.
    pub(super) full: String,
    /// The first letters of what follows from each syllable on.
    pub(super) grams: BTreeSet<String>,
}

/// Reads a name; `of_person` begins with a surname.
pub(super) fn read(name: &str, of_person: bool) -> Reading {
    let key = name_key(name);
    let syllables = syllables(&key, of_person);
    let is_chinese = !key.is_ascii();
    if !is_chinese {
        return Reading { initials: String::new(), full: String::new(), grams: BTreeSet::new() };
    }
    let initials = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
    let from = |at: usize| syllables[at..].concat().chars().take(GRAM).collect::<String>();
    let grams = (0..syllables.len()).map(from).filter(|gram| gram.chars().count() == GRAM).collect();
    Reading { initials, full: syllables.concat(), grams }
}

fn syllables(key: &str, of_person: bool) -> Vec<String> {
    let surname = SURNAMES.iter().find(|(characters, _)| of_person && key.starts_with(characters));
    let (mut syllables, rest) = match surname {
        Some((characters, read)) => {
            (read.iter().map(|syllable| (*syllable).to_owned()).collect(), &key[characters.len()..])
        }
        None => (Vec::new(), key),
    };
    syllables.extend(rest.chars().map(syllable));
    syllables
}

/// One character; letters and digits read as themselves.
fn syllable(character: char) -> String {
    match character.to_pinyin() {
        Some(read) => read.plain().replace('ü', "v").to_ascii_uppercase(),
        None => character.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_they_are_said() {
        let check = |name: &str, of_person: bool, full: &str, initials: &str| {
            let reading = read(name, of_person);
            assert_eq!((reading.full.as_str(), reading.initials.as_str()), (full, initials), "{name}");
        };
        check("王工", true, "WANGGONG", "WG");
        check("单雄信", true, "SHANXIONGXIN", "SXX");
        check("曾国藩", true, "ZENGGUOFAN", "ZGF");
        check("尉迟恭", true, "YUCHIGONG", "YCG");
        check("查良镛", true, "ZHALIANGYONG", "ZLY");
        // A company does not begin with a surname.
        check("单一来源公司", false, "DANYILAIYUANGONGSI", "DYLYGS");
        check("女排3队", false, "NVPAI3DUI", "NP3D");
        check("ACME", false, "", "");
    }
}
