//! What lies in which pool, as the core says and as lists find it, on both engines.

use std::collections::BTreeMap;

use tongguan_core::id::{AccountId, DepartmentId};
use tongguan_core::label::Label;
use tongguan_core::organization::Organization;
use tongguan_core::pool::{self, Place, PoolRule};
use tongguan_core::reference::account::Account;
use tongguan_store::read::pool::{Asked, Look, Part, counts, list};
use tongguan_testkit::for_each_engine;
use uuid::Uuid;

use crate::company::{Company, TENANT};
use crate::deal::scene::Who;
use crate::reference::{account, keep};

fn rule(key: &str, regions: &[&str], industries: &[&str], departments: Vec<DepartmentId>) -> PoolRule {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    PoolRule {
        key: key.to_owned(),
        name: Label { zh: key.to_owned(), en: key.to_owned() },
        regions: texts(regions),
        industries: texts(industries),
        departments,
        members: pool::Members::default(),
        admins: Vec::new(),
        leads: pool::LeadLimits::default(),
        accounts: pool::AccountLimits::default(),
    }
}

/// Customers of every region, industry and department there is here, none of them owned.
fn customers(organization: &Organization) -> Vec<Account> {
    let regions =
        [None, Some("330108 浙江杭州滨江区"), Some("330000 浙江"), Some("310115"), Some("浙江"), Some("")];
    let industries = [None, Some("C34 通用设备制造业"), Some("C 制造业"), Some("I65")];
    let departments: Vec<DepartmentId> = organization.departments.keys().copied().collect();
    let mut all = Vec::new();
    for region in regions {
        for industry in industries {
            for department in &departments {
                let number = all.len() as u128 + 1;
                all.push(Account {
                    id: AccountId(Uuid::from_u128(7_000 + number)),
                    owner: None,
                    department: *department,
                    region: region.map(str::to_owned),
                    industry: industry.map(str::to_owned),
                    ..account(5, &format!("第{number}号机电制造有限公司"))
                });
            }
        }
    }
    all
}

#[tokio::test]
async fn a_pool_holds_for_lists_and_counts_what_the_core_says() {
    for_each_engine(|db| async move {
        let company = Company::new(db.clone());
        let plain = (*company.scene.facts.organization).clone();
        let all = customers(&plain);
        keep(&db, all.clone()).await.expect("kept");
        let team = plain.people[&Who::OtherRep.id()].department;
        let pools = [
            Vec::new(),
            vec![
                rule("machines", &["31", "330100 浙江杭州"], &["C34"], vec![]),
                rule("east", &["330000"], &[], vec![]),
            ],
            vec![rule("team", &[], &[], vec![team]), rule("makers", &[], &["C"], vec![])],
        ];
        for pools in pools {
            let organization = Organization { pools, ..plain.clone() };
            let (marks, own) = (pool::marks(&organization), organization.pools.len());
            let place_of = |account: &Account| {
                let found = pool::of_record(&organization, &Place::of(account), account.department);
                let key = |pool: &PoolRule| organization.pools.iter().position(|one| one.key == pool.key);
                found.and_then(key).unwrap_or(own)
            };
            let mut expected: BTreeMap<usize, Vec<Uuid>> = BTreeMap::new();
            for account in &all {
                expected.entry(place_of(account)).or_default().push(account.id.0);
            }
            for at in 0..=own {
                let look = Look { marks: marks.clone(), into: vec![at] };
                let asked = Asked { part: Part::Accounts, look, department: None, after: None, limit: 200 };
                let found = company.read(move |tx| {
                    let asked = asked.clone();
                    Box::pin(async move { list(tx, TENANT, &asked).await })
                });
                let mut ids: Vec<Uuid> = found.await.items.into_iter().map(|row| row.id).collect();
                ids.sort();
                assert_eq!(ids, expected.get(&at).cloned().unwrap_or_default(), "{own} pools, in {at}");
            }
            let look = Look { marks, into: (0..=own).collect() };
            let counted = company.read(move |tx| {
                let look = look.clone();
                Box::pin(async move { counts(tx, TENANT, Part::Accounts, &look).await })
            });
            let mut counted = counted.await;
            counted.sort();
            let lengths: Vec<(usize, u32)> =
                expected.iter().map(|(at, ids)| (*at, u32::try_from(ids.len()).expect("few"))).collect();
            assert_eq!(counted, lengths, "{own} pools");
        }
    })
    .await;
}
