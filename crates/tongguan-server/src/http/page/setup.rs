//! `/setup`: the first set-up as a page: token, company, first people, and a look at the calendar.
//!
//! Promises that it works without scripts, that what was typed is there again after a fault (passwords are not), and that
//! whoever sets up is signed in at the end. Gone as soon as there is a company.

mod calendar;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html as Body, IntoResponse, Redirect, Response};
use tongguan_core::zone::local_date;

use super::html::{Html, page};
use super::lang::PageLang;
use super::template::Page;
use crate::app::App;
use crate::auth::policy::Preset;
use crate::auth::sign_in::{self, Entered};
use crate::http::error::ApiError;
use crate::http::session::begin::{Origin, SignIn, give};
use crate::setup;
use crate::setup::outline::{Someone, draw};
use tongguan_service::i18n::names::Names;
use tongguan_service::i18n::speaker::Speaker;
use tongguan_service::i18n::{Lang, fill};

const FORM: &str = include_str!("setup.html");
/// People who can be named at once; more come later.
const ROWS: usize = 10;
/// The roles that the rows begin with: those of the standard, from the rep to the general manager.
const USUAL: [&str; ROWS] = [
    "sales_rep",
    "sales_supervisor",
    "sales_manager",
    "sales_director",
    "general_manager",
    "finance_specialist",
    "legal_specialist",
    "product_manager",
    "delivery_manager",
    "admin_archivist",
];
/// The role of who sets up.
const ADMINISTRATOR: &str = "sys_admin";

/// What the form sends, by the names of its fields.
type Typed = BTreeMap<String, String>;

/// The page; the start page where there is a company.
pub async fn show(State(app): State<Arc<App>>, PageLang(lang): PageLang) -> Result<Response, ApiError> {
    match app.company().await? {
        Some(_) => Ok(Redirect::to("/").into_response()),
        None => Ok(Body(form(&app, lang, &Typed::new(), None)).into_response()),
    }
}

/// Sets up and goes on to the start page; a fault is shown with the form.
pub async fn take(
    State(app): State<Arc<App>>,
    PageLang(lang): PageLang,
    origin: Origin,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, ApiError> {
    let Form(typed) = typed.unwrap_or_default();
    let text = |name: &str| typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    if text("calendar_checked").is_empty() {
        return Ok(refused(&app, lang, &typed, lang.page("calendar_unchecked").unwrap_or_default()));
    }
    let wanted = draw(&app.current_process(), text("token"), text("company"), &people(&typed));
    if let Err(fault) = setup::run(&app, wanted).await {
        let words = fill(&lang.entry(fault.code()).detail, &fault.words(lang));
        return Ok(refused(&app, lang, &typed, &words));
    }
    let password = typed.get("admin_password").cloned().unwrap_or_default();
    let attempt = origin.attempt(SignIn { login: text("admin_login"), password, code: None });
    let Entered::In(token, _) = sign_in::sign_in(&app, attempt).await? else {
        return Err(ApiError::SecondFactorRequired);
    };
    Ok((give(app.cookie, &token), Redirect::to("/")).into_response())
}

/// Whoever sets up, and everybody who has a name.
fn people(typed: &Typed) -> Vec<Someone> {
    let text = |name: &str| typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let password = |name: &str| typed.get(name).filter(|text| !text.is_empty()).cloned();
    let administrator = Someone {
        name: text("admin_name"),
        login: text("admin_login"),
        role: ADMINISTRATOR.to_owned(),
        department: String::new(),
        password: password("admin_password"),
    };
    let row = |row: usize| Someone {
        name: text(&format!("name_{row}")),
        login: text(&format!("login_{row}")),
        role: text(&format!("role_{row}")),
        department: text(&format!("department_{row}")),
        password: password("first_password"),
    };
    let named = (0..ROWS).map(row).filter(|one| !one.name.is_empty() || !one.login.is_empty());
    std::iter::once(administrator).chain(named).collect()
}

fn refused(app: &App, lang: Lang, typed: &Typed, fault: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Body(form(app, lang, typed, Some(fault)))).into_response()
}

fn form(app: &App, lang: Lang, typed: &Typed, fault: Option<&str>) -> String {
    let text = |name: &str| typed.get(name).map_or("", String::as_str);
    let mut notice = Html::default();
    if let Some(fault) = fault {
        notice.raw("<p class=\"line bad\" role=\"alert\">").text(fault).raw("</p>");
    }
    let (notice, min) = (notice.finish(), Preset::ASVS.min_chars.to_string());
    let today = local_date(app.world().now(), &app.current_process().time_zone());
    let page_of = Page {
        lang,
        values: &[
            ("tag", lang.tag()),
            ("min", &min),
            ("token", text("token")),
            ("company", text("company")),
            ("admin_name", text("admin_name")),
            ("admin_login", text("admin_login")),
        ],
        markup: &[
            ("notice", &notice),
            ("people", &rows(app, lang, typed)),
            ("years", &calendar::years(lang, today.year())),
        ],
    };
    page(lang, lang.page("setup_title").unwrap_or_default(), &page_of.fill(FORM), "")
}

fn rows(app: &App, lang: Lang, typed: &Typed) -> String {
    let mut html = Html::default();
    for (row, usual) in USUAL.into_iter().enumerate() {
        let chosen = typed.get(&format!("role_{row}")).map_or(usual, String::as_str);
        let input = |html: &mut Html, field: &str, word: &str| {
            html.raw("<td><input autocomplete=\"off\" ");
            named(html, lang, (field, row), word);
            let value = typed.get(&format!("{field}_{row}")).map_or("", String::as_str);
            html.raw(" value=\"").text(value).raw("\"></td>");
        };
        html.raw("<tr>");
        input(&mut html, "name", "person_name");
        input(&mut html, "login", "login");
        html.raw("<td><select ");
        named(&mut html, lang, ("role", row), "post_role");
        html.raw(">");
        roles(&mut html, app, lang, chosen);
        html.raw("</select></td>");
        input(&mut html, "department", "department");
        html.raw("</tr>\n");
    }
    html.finish()
}

/// The name of a field of a row, and what it is called.
fn named(html: &mut Html, lang: Lang, (field, row): (&str, usize), word: &str) {
    html.raw("name=\"").raw(&format!("{field}_{row}")).raw("\" aria-label=\"");
    html.text(lang.page(word).unwrap_or_default()).raw(&format!(" {}\"", row + 1));
}

fn roles(html: &mut Html, app: &App, lang: Lang, chosen: &str) {
    let (process, names) = (app.current_process(), Names::new());
    let speaker = Speaker { lang, process: &process, names: &names };
    for role in process.roles.iter().filter(|role| role.key != ADMINISTRATOR) {
        html.raw("<option value=\"").text(&role.key).raw(if role.key == chosen {
            "\" selected>"
        } else {
            "\">"
        });
        html.text(speaker.label(&role.name)).raw("</option>");
    }
}
