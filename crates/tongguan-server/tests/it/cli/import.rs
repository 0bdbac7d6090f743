//! `tongguan import`: a spreadsheet with mistakes becomes a report, then customers; the same file twice changes nothing; a file that is made
//! to hurt hurts only the child that reads it.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::product::Product;
use tongguan_service::directory::all;
use tongguan_service::installation::Place;
use tongguan_service::world::World;
use tongguan_store::StoreError;
use tongguan_store::tenant::{self, Tenant};
use tongguan_testkit::at;
use zip::write::SimpleFileOptions;

use super::{Run, tongguan};
use crate::company::scene::{Who, lead_form};
use crate::company::{TENANT, company};

/// An installation with the small company, closed.
struct House {
    folder: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Place::in_folder(folder.path().join("data")).open(&World::system()).await.expect("opened");
        let tenant = Tenant { id: TENANT.0, name: "示例".into(), created_at: at(0) };
        let made: Result<(), StoreError> = db
            .write(move |tx| {
                let tenant = tenant.clone();
                Box::pin(async move { tenant::create(tx, &tenant).await })
            })
            .await;
        made.expect("made");
        company(&db).await;
        db.close().await;
        Self { folder }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    fn import(&self, kind: &str, file: &Path, who: Who, more: &[&str]) -> Run {
        let (data, login) = (self.folder.path().join("data"), who.id().to_string());
        let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
        let (file, data) = (text(file), text(&data));
        let args = ["import", kind, &file, "--data", &data, "--as", &login];
        tongguan(&[&args, more].concat(), b"")
    }

    fn undo(&self, import: &str, who: Who) -> Run {
        let (data, login) = (self.folder.path().join("data"), who.id().to_string());
        let data = data.to_str().expect("UTF-8");
        tongguan(&["import", "--undo", import, "--reason", "导错了文件", "--data", data, "--as", &login], b"")
    }

    /// How many customers, contacts and products there are.
    async fn counts(&self) -> [usize; 3] {
        let db = Place::in_folder(self.folder.path().join("data")).look().await.expect("looked at");
        let counted: Result<[usize; 3], StoreError> = db
            .read(|tx| {
                Box::pin(async move {
                    Ok([
                        all::<Account>(tx, TENANT).await?.len(),
                        all::<Contact>(tx, TENANT).await?.len(),
                        all::<Product>(tx, TENANT).await?.len(),
                    ])
                })
            })
            .await;
        db.close().await;
        counted.expect("counted")
    }
}

/// Last year's customers, as they lie on somebody's desk: a title, two people of one customer, mistakes.
const CUSTOMERS: &str = "2025年客户台账\r\n\
    序号,公司名称,税号,行业,联系人,手机,备注\r\n\
    1,杭州示例智能制造有限公司,91310000MA10001210,C34,王工,13800000000,老客户\r\n\
    2,杭州示例智能制造有限公司,,,李工,0571-88880002,\r\n\
    3,苏州演示精密机械有限公司,,C35,镕堃,abc,\r\n\
    4,,,C35,无名,13800000001,\r\n\
    5,宁波样例电子科技有限公司,91310000MA10001211,C39,,,\r\n\
    6,合肥范例新能源股份有限公司,,C38,,,=1+1\r\n";

#[tokio::test]
async fn last_years_customers_in_gbk_become_a_report_and_then_customers() {
    let house = House::new().await;
    let (gbk, _, lossy) = encoding_rs::GBK.encode(CUSTOMERS);
    assert!(!lossy);
    let file = house.file("客户.csv", &gbk);
    let silent = house.import("customers", &file, Who::Operations, &["--dry-run"]);
    assert!(silent.stdout.contains("新增 1，更新 0，无变化 0，重复 0，有误 5"), "{}", silent.stdout);
    let report = std::fs::read_to_string(house.folder.path().join("客户.csv.errors.csv")).expect("a report");
    assert_eq!(report.matches("联系人缺少告知方式").count(), 2, "{report}");

    // How the people were told is said once for the file.
    let told = ["--notice", "名片交换", "--notified-on", "2026-01-05", "--basis", "本人同意"];
    let tried = house.import("customers", &file, Who::Operations, &[&["--dry-run"], &told[..]].concat());
    assert_eq!(tried.code, Some(1), "{}{}", tried.stdout, tried.stderr);
    assert!(tried.stdout.contains("CSV（gb18030）"), "{}", tried.stdout);
    assert!(tried.stdout.contains("公司名称 → 客户名称"), "{}", tried.stdout);
    assert!(tried.stdout.contains("新增 3，更新 0，无变化 0，重复 0，有误 3"), "{}", tried.stdout);
    assert_eq!(house.counts().await, [0, 0, 0], "a dry run leaves nothing");

    let done = house.import("customers", &file, Who::Operations, &told);
    // The second row of a customer finds it there by then.
    assert!(
        done.stdout.contains("新增 2，更新 1，无变化 0，重复 0，有误 3"),
        "{}{}",
        done.stdout,
        done.stderr
    );
    assert_eq!(house.counts().await, [2, 2, 0]);
    let report = std::fs::read_to_string(house.folder.path().join("客户.csv.errors.csv")).expect("a report");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 4, "{report}");
    assert!(lines[1].contains("5,有误,电话：“abc”不是电话号码"), "{report}");
    assert!(lines[2].contains("6,有误,客户名称（全称）：必填"), "{report}");
    assert!(lines[3].contains("统一社会信用代码：“91310000MA10001211”"), "{report}");

    let again = house.import("customers", &file, Who::Operations, &told);
    assert!(again.stdout.contains("新增 0，更新 0，无变化 3，重复 0，有误 3"), "{}", again.stdout);
    assert_eq!(house.counts().await, [2, 2, 0], "the same file twice changes nothing");

    let corrected = report.replace("abc", "0512-66660000").replace("91310000MA10001211", "");
    let corrected = house.file("改正.csv", corrected.as_bytes());
    let rest = house.import("customers", &corrected, Who::Operations, &told);
    assert!(
        rest.stdout.contains("新增 2，更新 0，无变化 0，重复 0，有误 1"),
        "{}{}",
        rest.stdout,
        rest.stderr
    );
    assert_eq!(house.counts().await, [4, 3, 0]);
}

#[tokio::test]
async fn nobody_imports_what_he_may_not_do() {
    let house = House::new().await;
    let file = house.file("产品.csv", "编码,品名,单位,税率\nA1,控制器,台,13%\nA2,网关,台,0.06\n".as_bytes());
    let refused = house.import("products", &file, Who::Rep, &[]);
    assert_eq!(refused.code, Some(1), "{}", refused.stdout);
    assert!(refused.stderr.contains("须由"), "{}", refused.stderr);
    assert_eq!(house.counts().await, [0, 0, 0]);
    let done = house.import("products", &file, Who::Operations, &[]);
    assert_eq!(done.code, Some(0), "{}{}", done.stdout, done.stderr);
    assert!(done.stdout.contains("新增 2"), "{}", done.stdout);
    assert_eq!(house.counts().await, [0, 0, 2]);
    let stranger = house.import("products", &file, Who::Rep, &["--as", "nobody"]);
    assert_eq!(stranger.code, Some(2), "a person is named once");
}

#[tokio::test]
async fn leads_are_registered_once_under_whoever_imports_them() {
    let house = House::new().await;
    let mut form = lead_form();
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").expect("a zone");
    let today = zone.to_datetime(jiff::Timestamp::now()).date().to_string();
    form.insert("obtained_at".to_owned(), today.into());
    form.insert("annual_revenue".to_owned(), "3.2亿".into());
    let cell = |value: &serde_json::Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let heads: Vec<&str> = form.keys().map(String::as_str).collect();
    let mut cells: Vec<String> = form.values().map(cell).collect();
    let table = |cells: &[String]| format!("{}\n{}\n", heads.join("\t"), cells.join("\t"));
    let wrong = house.file("线索.csv", table(&cells).as_bytes());
    let refused = house.import("leads", &wrong, Who::Rep, &[]);
    assert!(refused.stdout.contains("有误 1"), "{}{}", refused.stdout, refused.stderr);

    let revenue = heads.iter().position(|head| *head == "annual_revenue").expect("there");
    cells[revenue] = "32000万元".to_owned();
    let file = house.file("线索.csv", table(&cells).as_bytes());
    let done = house.import("leads", &file, Who::Rep, &[]);
    assert_eq!(done.code, Some(0), "{}{}", done.stdout, done.stderr);
    assert!(done.stdout.contains("新增 1"), "{}", done.stdout);
    assert_eq!(house.counts().await, [1, 1, 0]);
    let again = house.import("leads", &file, Who::Rep, &[]);
    assert!(again.stdout.contains("无变化 1"), "{}{}", again.stdout, again.stderr);
    let other = house.import("leads", &file, Who::Colleague, &["--dry-run"]);
    assert!(other.stdout.contains("重复 1"), "{}{}", other.stdout, other.stderr);
    assert_eq!(house.counts().await, [1, 1, 0]);
}

/// The number of an import, as its end names it.
fn number(done: &Run) -> String {
    let (_, after) = done.stdout.split_once("导入编号：").expect("it names its number");
    after.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

#[tokio::test]
async fn an_import_is_taken_back_as_long_as_nobody_built_on_it() {
    let house = House::new().await;
    let first = house.file("先.csv", "客户,行业\n杭州示例智能制造有限公司,C34\n".as_bytes());
    let before = number(&house.import("customers", &first, Who::Operations, &[]));
    let second = "客户,行业,联系人,电话,告知方式,告知日期\n杭州示例智能制造有限公司,C35,王工,0571-88880001,名片交换,2026-01-05\n\
        宁波样例电子科技有限公司,C39,,,,\n";
    let second = house.file("后.csv", second.as_bytes());
    let done = house.import("customers", &second, Who::Operations, &[]);
    assert_eq!(done.code, Some(0), "{}{}", done.stdout, done.stderr);
    assert_eq!(house.counts().await, [2, 1, 0]);

    let held = house.undo(&before, Who::Operations);
    assert_eq!(held.code, Some(1), "{}", held.stderr);
    assert!(held.stdout.contains("没有撤销") && held.stdout.contains("第 2 行"), "{}", held.stdout);
    assert_eq!(house.counts().await, [2, 1, 0], "refused as a whole");

    let gone = house.undo(&number(&done), Who::Operations);
    assert_eq!(gone.code, Some(0), "{}{}", gone.stdout, gone.stderr);
    assert_eq!(house.counts().await, [1, 0, 0]);
    let tried = house.import("customers", &first, Who::Operations, &["--dry-run"]);
    assert!(tried.stdout.contains("无变化 1"), "what was updated is what it was: {}", tried.stdout);
    let again = house.import("customers", &second, Who::Operations, &[]);
    assert!(
        again.stdout.contains("新增 1，更新 1"),
        "names are free again: {}{}",
        again.stdout,
        again.stderr
    );
    assert_eq!(house.undo(&before, Who::Rep).code, Some(1), "not a stranger's");
}

#[tokio::test]
async fn a_mapping_is_saved_corrected_and_used() {
    let house = House::new().await;
    let file = house.file("名单.csv", "单位,怪列\n杭州示例智能制造有限公司,C34\n".as_bytes());
    let none = house.import("customers", &file, Who::Operations, &["--dry-run"]);
    assert_eq!(none.code, Some(1));
    assert!(none.stderr.contains("没有找到表头"), "{}", none.stderr);
    let mapping = r#"{"kind":"customers","columns":{"单位":"account_name","怪列":"industry"},"fixed":{"customer_nature":"企业"}}"#;
    let mapping = house.file("对应.json", mapping.as_bytes());
    let kept = house.folder.path().join("留存.json");
    let (given, keep) = (mapping.to_str().expect("UTF-8"), kept.to_str().expect("UTF-8"));
    let done =
        house.import("customers", &file, Who::Operations, &["--mapping", given, "--save-mapping", keep]);
    assert_eq!(done.code, Some(0), "{}{}", done.stdout, done.stderr);
    assert_eq!(house.counts().await, [1, 0, 0]);
    assert!(std::fs::read_to_string(&kept).expect("kept").contains("怪列"));
}

/// A workbook that passes every count and still takes more memory than the child has.
fn heavy() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut part = |name: &str, options, bytes: &[u8]| {
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("written");
    };
    let packed = SimpleFileOptions::default();
    part("pad.bin", stored, &vec![7; 1 << 20]);
    let strings = format!("<sst>{}</sst>", "<si></si>".repeat(9_000_000));
    part("xl/sharedStrings.xml", packed, strings.as_bytes());
    part("xl/workbook.xml", packed, b"<workbook><sheets/></workbook>");
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    part("_rels/.rels", packed, relations.as_bytes());
    zip.finish().expect("a package").into_inner()
}

#[tokio::test]
async fn a_file_that_is_made_to_hurt_hurts_only_its_reader() {
    let house = House::new().await;
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let run = house.import("customers", &house.file(name, bytes), Who::Operations, &[]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.stdout);
        assert!(run.stderr.contains(expected), "{name}: {}", run.stderr);
    };
    check("heavy.xlsx", &heavy(), "内存或时间超过限制");
    check("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "");
    check("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "另存为");
    check("page.csv", b"<html><body><table>", "html");
    check("nothing.csv", b"", "文件是空的");
    assert_eq!(house.counts().await, [0, 0, 0]);
}
