//! Writing what is found: a name in characters, in pinyin and in initials, each with its grams.

use std::collections::BTreeSet;

use tongguan_core::id::{AccountId, TenantId};
use tongguan_core::reference::name_key::name_key;
use uuid::Uuid;

use super::{NamedKind, pinyin};
use crate::error::StoreError;
use crate::params;
use crate::sql::Tx;

pub(super) const FORGET_TEXT: &str = "DELETE FROM search_text WHERE tenant_id = $1 AND kind = $2 AND id = $3";
pub(super) const FORGET_GRAMS: &str =
    "DELETE FROM search_gram WHERE tenant_id = $1 AND gram = $2 AND kind = $3 AND id = $4 AND form = $5";
pub(super) const ADD_TEXT: &str =
    "INSERT INTO search_text (tenant_id, kind, id, form, account_id, words) VALUES ($1, $2, $3, $4, $5, $6)";
pub(super) const ADD_GRAM: &str = "INSERT INTO search_gram (tenant_id, gram, kind, id, form) VALUES ($1, $2, $3, $4, $5) \
    ON CONFLICT (tenant_id, gram, kind, id, form) DO NOTHING";

/// The same for eight grams at once: a name has some dozens.
pub(super) const ADD_GRAMS: &str = "INSERT INTO search_gram (tenant_id, gram, kind, id, form) VALUES ($1, $5, $2, $3, $4), \
    ($1, $6, $2, $3, $4), ($1, $7, $2, $3, $4), ($1, $8, $2, $3, $4), ($1, $9, $2, $3, $4), ($1, $10, $2, $3, $4), \
    ($1, $11, $2, $3, $4), ($1, $12, $2, $3, $4) ON CONFLICT (tenant_id, gram, kind, id, form) DO NOTHING";

/// Something with names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// What it is.
    pub(crate) kind: NamedKind,
    /// Its id.
    pub(crate) id: Uuid,
    /// Its customer.
    pub(crate) account: AccountId,
    /// Its names, the present one first; former ones are found as well.
    pub(crate) names: Vec<String>,
    /// Numbers by which it is asked for (phone), found from any digit.
    pub(crate) numbers: Vec<String>,
}

/// One way in which a name is found.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    form: String,
    words: String,
    grams: BTreeSet<String>,
}

/// Makes the index say `after` where it said `before`.
pub(crate) async fn index(
    tx: &mut Tx,
    tenant: TenantId,
    before: Option<&Named>,
    after: &Named,
) -> Result<(), StoreError> {
    if before == Some(after) {
        return Ok(());
    }
    if let Some(before) = before {
        forget(tx, tenant, before).await?;
    }
    let (kind, id) = (after.kind.key(), after.id);
    for Way { form, words, grams } in ways(after) {
        tx.execute(ADD_TEXT, params![tenant.0, kind, id, &form, after.account.0, words]).await?;
        let grams: Vec<String> = grams.into_iter().collect();
        let (eights, rest) = grams.as_chunks::<8>();
        for [a, b, c, d, e, f, g, h] in eights {
            tx.execute(ADD_GRAMS, params![tenant.0, kind, id, &form, a, b, c, d, e, f, g, h]).await?;
        }
        for gram in rest {
            tx.execute(ADD_GRAM, params![tenant.0, gram, kind, id, &form]).await?;
        }
    }
    Ok(())
}

async fn forget(tx: &mut Tx, tenant: TenantId, named: &Named) -> Result<(), StoreError> {
    let (kind, id) = (named.kind.key(), named.id);
    for Way { form, grams, .. } in ways(named) {
        for gram in grams {
            tx.execute(FORGET_GRAMS, params![tenant.0, gram, kind, id, &form]).await?;
        }
    }
    tx.execute(FORGET_TEXT, params![tenant.0, kind, id]).await.map(drop)
}

fn ways(named: &Named) -> Vec<Way> {
    let mut ways = Vec::new();
    for (at, name) in named.names.iter().enumerate() {
        let form = |form: &str| if at == 0 { form.to_owned() } else { format!("{form}-{at}") };
        let key = name_key(name);
        ways.push(Way { form: form("name"), grams: pairs(&key), words: key });
        let reading = pinyin::read(name, named.kind == NamedKind::Contact);
        ways.push(Way { form: form("initials"), grams: pairs(&reading.initials), words: reading.initials });
        ways.push(Way { form: form("pinyin"), grams: reading.grams, words: reading.full });
    }
    for (at, number) in named.numbers.iter().enumerate() {
        ways.push(Way { form: format!("number-{at}"), grams: pairs(number), words: number.clone() });
    }
    ways.retain(|way| !way.words.is_empty());
    ways
}

/// Pairs of neighbouring characters, and the last one alone, so that a single character is found wherever it stands.
fn pairs(key: &str) -> BTreeSet<String> {
    let characters: Vec<char> = key.chars().collect();
    let pairs = characters.windows(2).map(|pair| pair.iter().collect());
    pairs.chain(characters.last().map(char::to_string)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_three_ways() {
        let named = Named {
            kind: NamedKind::Account,
            id: Uuid::nil(),
            account: AccountId(Uuid::nil()),
            names: vec!["示例（杭州）".to_owned()],
            numbers: Vec::new(),
        };
        let ways = ways(&named);
        let words: Vec<_> = ways.iter().map(|way| (way.form.as_str(), way.words.as_str())).collect();
        assert_eq!(words, [("name", "示例杭州"), ("initials", "SLHZ"), ("pinyin", "SHILIHANGZHOU")]);
        let grams: Vec<Vec<&str>> =
            ways.iter().map(|way| way.grams.iter().map(String::as_str).collect()).collect();
        assert_eq!(grams[0], ["例杭", "州", "杭州", "示例"]);
        assert_eq!(grams[1], ["HZ", "LH", "SL", "Z"]);
        assert_eq!(grams[2], ["HAN", "LIH", "SHI", "ZHO"]);
    }
}
