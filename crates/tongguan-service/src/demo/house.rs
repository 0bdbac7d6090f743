//! The company as it stands before the first lead: departments, posts, prices; and the customers it meets.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::calendar::Calendar;
use tongguan_core::id::{AccountId, ContactId, DepartmentId, OwnEntityId, PersonId, PostId, ProductId};
use tongguan_core::money::Price;
use tongguan_core::process::Process;
use tongguan_core::reference::{contact, department, own_entity, person, post, price_book, product};
use tongguan_core::uscc::Uscc;
use tongguan_core::vat::VatRate;
use tongguan_store::StoreError;
use tongguan_store::auth::{self, Credential};
use tongguan_store::file::content::ContentStore;
use tongguan_store::tenant::{self, Tenant};

use super::PASSWORD;
use super::company::{COMPANY, OWN_USCC, PEOPLE, UNITS};
use super::customers::{CUSTOMERS, Customer};
use super::desk::Desk;
use super::diary::Diary;
use super::dice::Dice;
use super::papers;
use super::products::{ITEMS, Item};
use super::story::{Cast, Fate, Hold, Setting, Story};
use super::views;
use crate::password::Passwords;
use crate::run::Created;
use crate::world::World;

/// The company.
pub struct House {
    /// Its working hours.
    pub diary: Diary,
    /// Customers that are known already, by name.
    pub accounts: BTreeMap<&'static str, AccountId>,
    contacts: BTreeMap<&'static str, [ContactId; 3]>,
    people: BTreeMap<&'static str, PersonId>,
    setting: Setting,
}

/// Sets the company up.
pub async fn build(
    desk: &mut Desk<'_>,
    files: &ContentStore,
    world: World,
    at: Timestamp,
) -> anyhow::Result<House> {
    let zone = Process::standard().time_zone();
    let diary = Diary::new(Calendar::shipped(), zone);
    found(desk, at).await?;
    let people = staff(desk, world, at).await?;
    views::keep(desk, &people, at).await?;
    let card = own_entity::Card {
        name: COMPANY.to_owned(),
        uscc: OWN_USCC.to_owned(),
        is_sme: true,
        address: Some("上海市示例路 1 号".to_owned()),
        phone: None,
        bank: Some("示例银行上海分行".to_owned()),
        bank_account: Some("0000 0000 0000 0001".to_owned()),
    };
    let seller = OwnEntityId(desk.set_up(None, own_entity::Command::CreateOwnEntity { card }, at).await?);
    let products = prices(desk, at, diary.day(at)).await?;
    let papers = papers::lay(desk.db(), files, desk.tenant(), at).await?;
    let setting = Setting { seller, products, papers };
    Ok(House { diary, accounts: BTreeMap::new(), contacts: BTreeMap::new(), people, setting })
}

async fn found(desk: &mut Desk<'_>, at: Timestamp) -> anyhow::Result<()> {
    let tenant = Tenant { id: desk.tenant().0, name: COMPANY.to_owned(), created_at: at };
    let founded: Result<(), StoreError> = desk
        .db()
        .write(move |tx| {
            let tenant = tenant.clone();
            Box::pin(async move { tenant::create(tx, &tenant).await })
        })
        .await;
    Ok(founded?)
}

/// Departments, people with the demo's password, and the posts that they hold.
async fn staff(
    desk: &mut Desk<'_>,
    world: World,
    at: Timestamp,
) -> anyhow::Result<BTreeMap<&'static str, PersonId>> {
    let mut units: BTreeMap<&str, DepartmentId> = BTreeMap::new();
    for unit in UNITS {
        let parent = unit.above.map(|above| units[above]);
        let command = department::Command::CreateDepartment { name: unit.name.to_owned(), parent };
        units.insert(unit.key, DepartmentId(desk.set_up(None, command, at).await?));
    }
    let mut people = BTreeMap::new();
    let mut posts: BTreeMap<&str, PostId> = BTreeMap::new();
    let hash = Passwords::new(world).hash(PASSWORD).await;
    for member in PEOPLE {
        let command = person::Command::CreatePerson {
            name: member.name.to_owned(),
            login: member.login.to_owned(),
            email: Some(format!("{}@tongguan.example", member.login)),
            phone: None,
            department: units[member.unit],
            language: person::Language::Zh,
        };
        let id = PersonId(desk.set_up(None, command, at).await?);
        people.insert(member.login, id);
        admit(desk, id, hash.clone(), at).await?;
        let command = post::Command::CreatePost {
            role: member.role.to_owned(),
            department: units[member.answers_for],
            reports_to: member.reports_to.map(|superior| posts[superior]),
        };
        let seat = desk.set_up(None, command, at).await?;
        desk.set_up(Some(seat), post::Command::FillPost { person: id, acting_until: None }, at).await?;
        posts.insert(member.login, PostId(seat));
    }
    Ok(people)
}

async fn admit(desk: &mut Desk<'_>, person: PersonId, hash: String, at: Timestamp) -> anyhow::Result<()> {
    let tenant = desk.tenant();
    let credential = Credential { password_hash: hash, changed_at: at, must_change: false };
    let done: Result<(), StoreError> = desk
        .db()
        .write(move |tx| {
            let credential = credential.clone();
            Box::pin(async move { auth::set_credential(tx, tenant, person, &credential).await })
        })
        .await;
    Ok(done?)
}

async fn prices(desk: &mut Desk<'_>, at: Timestamp, from: Date) -> anyhow::Result<Arc<[ProductId]>> {
    let mut lines = BTreeMap::new();
    let mut products = Vec::new();
    for item in ITEMS {
        let command = product::Command::CreateProduct {
            code: item.code.to_owned(),
            name: item.name.to_owned(),
            spec: None,
            unit: item.unit.to_owned(),
            vat: rate(item)?,
            standard: item.standard,
        };
        let id = ProductId(desk.set_up(None, command, at).await?);
        lines.insert(id, line(item)?);
        products.push(id);
    }
    let draft = price_book::Command::DraftPriceBook {
        name: "标准价目表".to_owned(),
        tax_inclusive: true,
        valid_from: from,
        valid_to: None,
    };
    let book = desk.set_up(None, draft, at).await?;
    desk.set_up(Some(book), price_book::Command::SetPriceLines { lines }, at).await?;
    desk.set_up(Some(book), price_book::Command::PublishPriceBook {}, at).await?;
    Ok(products.into())
}

fn rate(item: &Item) -> anyhow::Result<VatRate> {
    serde_json::from_value(item.vat.to_string().into()).context("a rate of the demo's price book")
}

fn line(item: &Item) -> anyhow::Result<price_book::PriceLine> {
    let price =
        |yuan: i64| -> anyhow::Result<Price> { yuan.to_string().parse().ok().context("a price in range") };
    Ok(price_book::PriceLine {
        list: price(item.list)?,
        floor: price(item.floor)?,
        cost: Some(price(item.cost)?),
        vat: rate(item)?,
        standard: item.standard,
    })
}

impl House {
    /// A story of a rep and a customer; everybody else is whoever answers for the rep's department.
    pub fn story(&self, rep: &'static str, customer: usize, fate: (Fate, Option<Hold>), dice: Dice) -> Story {
        let unit = PEOPLE.iter().find(|person| person.login == rep).map_or("", |person| person.unit);
        let of = |role: &str| {
            let near = PEOPLE.iter().find(|person| person.role == role && person.answers_for == unit);
            let found = near.or_else(|| PEOPLE.iter().find(|person| person.role == role));
            self.people[found.map_or(rep, |person| person.login)]
        };
        let cast = Cast {
            rep: self.people[rep],
            manager: of("sales_manager"),
            director: of("sales_director"),
            product_manager: of("product_manager"),
            presales: of("presales"),
            finance: of("finance_specialist"),
            cashier: of("cashier"),
            legal: of("legal_specialist"),
            delivery: of("delivery_manager"),
            archivist: of("admin_archivist"),
            service: of("service_agent"),
        };
        Story::new(cast, (&CUSTOMERS[customer], code(customer)), self.setting.clone(), fate, dice)
    }

    /// The customer of a first lead, and its three people, become known.
    pub async fn meet(
        &mut self,
        desk: &mut Desk<'_>,
        at: Timestamp,
        story: &mut Story,
        created: &[Created],
    ) -> anyhow::Result<()> {
        let name = story.customer.name;
        if let Some(account) = created.iter().find(|one| one.kind == "account") {
            let account = AccountId(account.id);
            self.accounts.insert(name, account);
            let engineer =
                created.iter().find(|one| one.kind == "contact").context("a lead brings its contact")?;
            let decider = know(desk, at, account, (story.customer, 0, "总经理")).await?;
            let treasurer = know(desk, at, account, (story.customer, 2, "财务总监")).await?;
            self.contacts.insert(name, [decider, ContactId(engineer.id), treasurer]);
        }
        story.contacts = *self.contacts.get(name).context("a known customer has people")?;
        Ok(())
    }
}

async fn know(
    desk: &mut Desk<'_>,
    at: Timestamp,
    account: AccountId,
    (customer, number, title): (&Customer, usize, &str),
) -> anyhow::Result<ContactId> {
    let card = contact::Card {
        name: customer.people[number].to_owned(),
        title: Some(title.to_owned()),
        department: None,
        phone: Some("021-60000000".to_owned()),
        email: Some(customer.mail(&format!("p{number}"))),
        wecom: None,
        notice: Some("business_card".to_owned()),
        notified_on: Some(tongguan_core::zone::local_date(at, &Process::standard().time_zone())),
        ..contact::Card::default()
    };
    Ok(ContactId(desk.set_up(None, contact::Command::CreateContact { account, card }, at).await?))
}

/// A made-up 统一社会信用代码 that checks: the n-th one found in a row of numbers.
fn code(number: usize) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let stem = format!("9133010{}MA2{:06}", number % 10, 100_000 + number * 37);
    let candidates = ALPHABET.chars().map(|check| format!("{stem}{check}"));
    let valid = candidates.into_iter().find(|code| Uscc::parse(code).is_ok());
    valid.unwrap_or_else(|| OWN_USCC.to_owned())
}
