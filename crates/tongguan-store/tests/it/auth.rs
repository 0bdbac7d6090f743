//! Credentials, sessions, one-time tokens, failed attempts: on both engines.

use jiff::SignedDuration;
use tongguan_core::id::{PersonId, TenantId};
use tongguan_store::auth::{
    Credential, Noted, Purpose, Session, SetupToken, clear_failures, credential, end_session,
    end_sessions_of, forget_expired, issue_token, lock_out, locked_until, note_failure, open_session,
    redeem_token, session, sessions_of, set_credential, touch_session,
};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::{at, for_each_engine, id};

const TENANT: TenantId = TenantId(uuid::Uuid::from_u128(1));
const WHO: PersonId = PersonId(uuid::Uuid::from_u128(5));

fn begun(token: u8, created: i64) -> Session {
    Session {
        token_digest: [token; 32],
        person: WHO,
        created_at: at(created),
        seen_at: at(created),
        expires_at: at(created + 100),
        address: Some("192.0.2.9".to_owned()),
        agent: None,
        confirmed_at: Some(at(created)),
    }
}

async fn open(db: &Database, sessions: Vec<Session>) {
    let opened: Result<(), StoreError> = db
        .write(move |tx| {
            let sessions = sessions.clone();
            Box::pin(async move {
                for session in &sessions {
                    open_session(tx, TENANT, session).await?;
                }
                Ok(())
            })
        })
        .await;
    opened.expect("opened");
}

async fn tokens(db: &Database) -> Vec<u8> {
    let found = db.read(|tx| Box::pin(sessions_of(tx, TENANT, WHO))).await;
    let found: Vec<Session> = found.map_err(|error: StoreError| error).expect("read");
    found.iter().map(|session| session.token_digest[0]).collect()
}

#[tokio::test]
async fn a_session_lives_until_it_is_ended_or_forgotten() {
    for_each_engine(|db| async move {
        open(&db, vec![begun(1, 0), begun(2, 10), begun(3, 20)]).await;
        let touched: Result<_, StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    touch_session(tx, TENANT, &[1; 32], at(50)).await?;
                    touch_session(tx, TENANT, &[1; 32], at(40)).await?;
                    session(tx, TENANT, &[1; 32]).await
                })
            })
            .await;
        assert_eq!(touched, Ok(Some(Session { seen_at: at(50), ..begun(1, 0) })));
        let other = db.read(|tx| Box::pin(session(tx, TenantId(id(2)), &[1; 32]))).await;
        assert_eq!(other, Ok::<_, StoreError>(None), "a token is good in its company only");
        let ended: Result<(bool, bool), StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    let first = end_session(tx, TENANT, &[2; 32]).await?;
                    Ok((first, end_session(tx, TENANT, &[2; 32]).await?))
                })
            })
            .await;
        assert_eq!(ended, Ok((true, false)));
        let gone: Result<u64, StoreError> =
            db.write(|tx| Box::pin(async move { forget_expired(tx, TENANT, at(101)).await })).await;
        assert_eq!((gone, tokens(&db).await), (Ok(1), vec![3]));
        let all: Result<u64, StoreError> = db.write(|tx| Box::pin(end_sessions_of(tx, TENANT, WHO))).await;
        assert_eq!((all, tokens(&db).await), (Ok(1), vec![]));
    })
    .await;
}

#[tokio::test]
async fn the_last_credential_counts() {
    for_each_engine(|db| async move {
        let set: Result<_, StoreError> = db
            .write(|tx| {
                Box::pin(async move {
                    for (hash, seconds, must_change) in [("one", 0, true), ("two", 1, false)] {
                        let (password_hash, changed_at) = (hash.to_owned(), at(seconds));
                        let one = Credential { password_hash, changed_at, must_change };
                        set_credential(tx, TENANT, WHO, &one).await?;
                    }
                    Ok((credential(tx, TENANT, WHO).await?, credential(tx, TenantId(id(2)), WHO).await?))
                })
            })
            .await;
        let two = Credential { password_hash: "two".to_owned(), changed_at: at(1), must_change: false };
        assert_eq!(set, Ok((Some(two), None)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_redeemed_once() {
    for_each_engine(|db| async move {
        let token = |digest, expires| SetupToken {
            token_digest: [digest; 32],
            purpose: Purpose::SetPassword,
            person: Some(WHO),
            created_at: at(0),
            expires_at: at(expires),
        };
        let issued: Result<(), StoreError> = db
            .write(move |tx| {
                Box::pin(async move {
                    issue_token(tx, TENANT, &token(1, 100)).await?;
                    issue_token(tx, TENANT, &token(2, 10)).await
                })
            })
            .await;
        issued.expect("issued");
        let redeem = |digest: u8, now: i64| {
            let db = db.clone();
            tokio::spawn(async move {
                let found: Result<Option<SetupToken>, StoreError> = db
                    .write(move |tx| {
                        Box::pin(async move { redeem_token(tx, TENANT, &[digest; 32], at(now)).await })
                    })
                    .await;
                found.expect("answered")
            })
        };
        let tries: Vec<_> = (0..8).map(|_| redeem(1, 100)).collect();
        let mut redeemed = Vec::new();
        for one in tries {
            redeemed.extend(one.await.expect("no panic"));
        }
        assert_eq!(redeemed, [token(1, 100)]);
        assert_eq!(redeem(2, 11).await.expect("no panic"), None, "too late");
        assert_eq!(redeem(2, 10).await.expect("no panic"), None, "and used up");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_counted_within_their_window_and_locks_are_kept() {
    for_each_engine(|db| async move {
        let window = SignedDuration::from_secs(60);
        let note = |seconds: i64| {
            let db = db.clone();
            async move {
                let noted: Result<Noted, StoreError> = db
                    .write(move |tx| Box::pin(note_failure(tx, TENANT, &[7; 32], at(seconds), window)))
                    .await;
                noted.expect("counted")
            }
        };
        let tries: Vec<_> = (0..5).map(|_| tokio::spawn(note(0))).collect();
        let mut counts = Vec::new();
        for one in tries {
            counts.push(one.await.expect("no panic").count);
        }
        counts.sort_unstable();
        assert_eq!(counts, [1, 2, 3, 4, 5], "of failures at once all count");
        assert_eq!((note(60).await.count, note(61).await.count), (6, 1));

        let locked: Result<(), StoreError> =
            db.write(|tx| Box::pin(lock_out(tx, TENANT, &[7; 32], (2, at(90))))).await;
        locked.expect("locked");
        assert_eq!(note(62).await, Noted { count: 1, locks: 2, locked_until: Some(at(90)) });
        let until = |subject: u8| {
            let db = db.clone();
            async move {
                let until = db
                    .read(move |tx| Box::pin(async move { locked_until(tx, TENANT, &[subject; 32]).await }));
                until.await.map_err(|error: StoreError| error).expect("read")
            }
        };
        assert_eq!((until(7).await, until(8).await), (Some(at(90)), None));
        let cleared: Result<(), StoreError> =
            db.write(|tx| Box::pin(clear_failures(tx, TENANT, &[7; 32]))).await;
        assert_eq!((cleared, until(7).await), (Ok(()), None));
    })
    .await;
}
