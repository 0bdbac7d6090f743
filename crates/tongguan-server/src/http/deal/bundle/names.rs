//! Names of entries that every system can unpack: no way out of the folder, no two alike.

use std::collections::BTreeSet;

/// Characters of a name at most.
const LONGEST: usize = 80;

/// Names that were given.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name in a folder, safe and unlike those before it. A folder of none is the top.
    pub(super) fn give(&mut self, folder: &str, name: &str, ending: &str) -> String {
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let plain = safe(name);
        let mut full = format!("{folder}{plain}.{ending}");
        for number in 2.. {
            // Some systems do not tell case apart.
            if self.0.insert(full.to_lowercase()) {
                break;
            }
            full = format!("{folder}{plain}-{number}.{ending}");
        }
        full
    }
}

fn safe(name: &str) -> String {
    let letter = |letter: char| if letter.is_alphanumeric() || "-_ ".contains(letter) { letter } else { '_' };
    let plain: String = name.trim().chars().map(letter).take(LONGEST).collect();
    if plain.trim_matches(['_', ' ']).is_empty() { "_".to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_and_no_two_are_alike() {
        let mut names = Names::default();
        for (name, given) in [
            ("报价 BJ-1", "单据/报价 BJ-1.pdf"),
            ("../../etc/passwd", "单据/______etc_passwd.pdf"),
            ("报价 bj-1", "单据/报价 bj-1-2.pdf"),
            ("", "单据/_.pdf"),
            ("a\0\n:", "单据/a___.pdf"),
        ] {
            assert_eq!(names.give("单据", name, "pdf"), given);
        }
        assert_eq!(names.give("", "清单", "json"), "清单.json");
    }
}
