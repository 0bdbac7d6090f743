//! What a notice says, in the language of its reader.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;
use tongguan_core::id::TenantId;
use tongguan_core::notice::{Notice, Reason};
use tongguan_core::process::Process;
use tongguan_core::reference::person::{Language, Person};
use tongguan_store::{StoreError, Tx, reference};
use uuid::Uuid;

use crate::i18n::names::Names;
use crate::i18n::speaker::Speaker;
use crate::i18n::{Entry, Lang};

type Catalogue = BTreeMap<String, Entry>;

static ZH: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../i18n/notices.zh-CN.json")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../i18n/notices.en.json")));

fn parse(text: &str) -> Catalogue {
    serde_json::from_str(text).expect("the embedded catalogues are tested")
}

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// A few words, the same for every notice of its reason.
    pub title: String,
    /// One sentence.
    pub detail: String,
}

/// Says a notice.
pub fn say(notice: &Notice, lang: Lang, process: &Process, names: &Names) -> Said {
    let entry = &catalogue(lang)[notice.reason.key()];
    let mut data = notice.params.clone();
    // A lead that is not numbered yet, or a notice of the whole company.
    data.entry("deal").or_insert_with(|| Value::String(String::new()));
    // Before rules had names there was but this one.
    data.entry("recall_rule").or_insert_with(|| Value::String("no_contact".to_owned()));
    let speaker = Speaker { lang, process, names };
    let detail = speaker.say(&entry.detail, &data);
    let detail = detail.trim_start_matches(['：', ':', ' ']);
    // Whoever stands in learns for whom.
    let for_whom = data.contains_key("on_behalf_of").then(|| speaker.say(lang.word("on_behalf"), &data));
    Said { title: entry.title.clone(), detail: format!("{detail}{}", for_whom.unwrap_or_default()) }
}

/// The title of a reason, for whoever chooses what to hear.
pub fn title(reason: Reason, lang: Lang) -> &'static str {
    &catalogue(lang)[reason.key()].title
}

fn catalogue(lang: Lang) -> &'static Catalogue {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// Who reads a notice, and the names that its sentence needs.
pub struct Reader {
    /// His mail address; absent where he has none or has left.
    pub address: Option<String>,
    /// In which language he is written to.
    pub lang: Lang,
    /// Names by id.
    pub names: Names,
}

impl Reader {
    /// Reads them.
    pub async fn load(tx: &mut Tx, tenant: TenantId, notice: &Notice) -> Result<Self, StoreError> {
        let reader = person(tx, tenant, notice.to.0).await?.filter(|person| person.active);
        let lang = match reader.as_ref().map(|person| person.language).unwrap_or_default() {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        };
        let address = reader.and_then(|person| person.email);
        let mut names = Names::new();
        let ids = notice.params.values().filter_map(|value| value.as_str()?.parse::<Uuid>().ok());
        for id in ids {
            names.extend(person(tx, tenant, id).await?.map(|person| (id, person.name)));
        }
        Ok(Self { address, lang, names })
    }
}

async fn person(tx: &mut Tx, tenant: TenantId, id: Uuid) -> Result<Option<Person>, StoreError> {
    Ok(reference::load::<Person>(tx, tenant, id).await?.map(|found| found.state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{placeholders, tests::begs};
    use serde_json::json;
    use tongguan_core::id::PersonId;
    use tongguan_core::notice::About;

    #[test]
    fn every_reason_is_said_in_both_languages_alike() {
        let keys: Vec<&str> = Reason::ALL.iter().map(|reason| reason.key()).collect();
        for (catalogue, name) in [(&*ZH, "zh"), (&*EN, "en")] {
            assert_eq!(catalogue.len(), keys.len(), "{name}");
            assert!(keys.iter().all(|key| catalogue.contains_key(*key)), "{name}");
        }
        for key in keys {
            assert_eq!(placeholders(&ZH[key].detail), placeholders(&EN[key].detail), "{key}");
            assert!(placeholders(&ZH[key].title).is_empty() && placeholders(&EN[key].title).is_empty());
            assert!(!begs(&ZH[key].detail) && !ZH[key].detail.contains(['！', '!']), "{key}");
        }
    }

    #[test]
    fn a_sentence_names_clock_moment_and_people() {
        let person = Uuid::from_u128(9);
        let params = json!({"deal": "XS20261120001", "clock": "T1", "due_at": "2026-11-22T09:00:00Z", "debtor": person});
        let params = params.as_object().expect("an object").clone();
        let (to, about) = (PersonId(person), About::Deal);
        let notice = |params| Notice { to, reason: Reason::Escalation, deal: None, about, params };
        let names = Names::from_iter([(person, "张三".to_owned())]);
        let said = say(&notice(params), Lang::Zh, &Process::standard(), &names);
        assert_eq!(said.detail, "XS20261120001：完成线索初筛，截止 2026-11-22 17:00，责任人张三，尚未完成");
        let bare = json!({"clock": "T1", "due_at": "2026-11-22T09:00:00Z", "debtor": null});
        let bare = bare.as_object().expect("an object").clone();
        let said = say(&notice(bare), Lang::En, &Process::standard(), &names);
        assert!(said.detail.starts_with("Screen the lead, due 2026-11-22 17:00"), "{}", said.detail);
    }
}
