//! Rows let people through: a group is left where it is as soon as somebody waits for the writer.

use std::sync::{Mutex, mpsc};

use tongguan_service::import::table::Outcome;
use tongguan_service::run::RunError;
use tongguan_store::{Engine, StoreError};
use tongguan_testkit::fresh;

use super::{Desk, Kind, Who};

const PRODUCTS: &str = "产品编码|名称|单位|税率\nY-1|一号|台|13%\nY-2|二号|台|13%\nY-3|三号|台|13%";

#[tokio::test]
async fn a_group_is_broken_off_after_a_row_once_somebody_waits() {
    let db = fresh(Engine::Sqlite).await;
    let desk = Desk::new(&db).await;
    let (lines, work) = desk.laid(Kind::Products, Who::Operations, PRODUCTS).await;
    let (begin, begun) = mpsc::channel();
    let (let_go, may_go) = mpsc::channel();
    let (writer, may_go, rows, import) = (db.clone(), Mutex::new(may_go), lines.clone(), work.clone());
    let first = tokio::spawn(async move {
        let done: Result<Vec<Outcome>, RunError> = writer
            .write(move |tx| {
                begin.send(()).expect("the test listens");
                may_go.lock().expect("one writer").recv().expect("the test goes on");
                let (rows, import) = (rows.clone(), import.clone());
                Box::pin(async move { import.do_lines(tx, &rows).await })
            })
            .await;
        done.expect("done").len()
    });
    tokio::task::yield_now().await;
    begun.recv().expect("the group has begun");
    let other = db.clone();
    let second =
        tokio::spawn(async move { other.write(|_| Box::pin(async { Ok::<(), StoreError>(()) })).await });
    tokio::task::yield_now().await;
    let_go.send(()).expect("the group waits");
    assert_eq!(first.await.expect("no panic"), 1);
    second.await.expect("no panic").expect("written");

    let rest: Result<Vec<Outcome>, RunError> = db
        .write(move |tx| {
            let (rows, import) = (lines.clone(), work.clone());
            Box::pin(async move { import.do_lines(tx, &rows[1..]).await })
        })
        .await;
    let verdicts: Vec<&str> = rest.as_ref().expect("done").iter().map(|one| one.verdict.key()).collect();
    assert_eq!(verdicts, ["new", "new"], "nobody waits, so none is left");
}
