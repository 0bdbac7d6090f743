//! All routes, and the layers around them in order.
//!
//! Promises that a request meets, from the outside in: observation, security headers, the speaker of faults, the
//! catcher of panics, the peer's rate, the deadline, the cross-site guard, the JSON-only rule, its route.

use super::{
    accept, blank, csrf, deal,
    edge::Edge,
    error::ApiError,
    events, export, file, health, insight, limits, observe,
    openapi::{self, Document, Head},
    operate, page, problem, process, security_headers, session, setup,
    strict_json::MaxBody,
    verify, work,
};
use crate::app::App;
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The whole server as one service.
pub fn router(app: Arc<App>) -> Router {
    let (routes, document) = api().split_for_parts();
    let document = openapi::document(&document).to_string();
    let routes = routes
        .route("/", get(page::start::home))
        .route("/sign-in", post(session::form::sign_in))
        .route("/sign-in/code", post(session::form::sign_in_code))
        .route("/sign-in/oidc", get(session::oidc::go))
        .route("/sign-in/oidc/back", get(session::oidc::back))
        .route("/sign-out", post(session::form::sign_out))
        .route("/setup", get(page::setup::show).post(page::setup::take))
        .route("/password", get(page::password::show).post(page::password::take))
        .route("/second-factor", get(page::second_factor::show).post(page::second_factor::take))
        .route("/verify", get(page::verify::show))
        .route("/verify/{code}", get(page::verify::of_code))
        .route("/api", get(page::reference::reference))
        .route("/page.css", get(page::style::style))
        .layer(Extension(Document(document.into())))
        .fallback(page::start::elsewhere);
    around(routes, &app.edge).with_state(app)
}

/// Every endpoint that the OpenAPI document describes.
pub fn api() -> OpenApiRouter<Arc<App>> {
    let files = OpenApiRouter::new()
        .routes(routes!(file::upload::upload))
        .routes(routes!(super::reference::paper_templates::add))
        .layer(DefaultBodyLimit::max(file::upload::MAX_BYTES));
    OpenApiRouter::with_openapi(Head::openapi())
        .routes(routes!(operate::healthz))
        .routes(routes!(operate::readyz))
        .routes(routes!(operate::metrics))
        .routes(routes!(health::read))
        .routes(routes!(openapi::openapi))
        .routes(routes!(setup::set_up))
        .routes(routes!(session::begin::begin, session::current::current, session::end::end))
        .routes(routes!(session::list::list))
        .routes(routes!(session::list::kill))
        .routes(routes!(session::password::change))
        .routes(routes!(session::api_keys::list, session::api_keys::make))
        .routes(routes!(session::api_keys::revoke))
        .routes(routes!(session::confirm::confirm))
        .routes(routes!(session::others::list, session::others::end_all))
        .routes(routes!(session::others::end))
        .routes(routes!(session::others::reset_factor))
        .routes(routes!(session::others::give_password))
        .routes(routes!(process::current))
        .routes(routes!(blank::form))
        .routes(routes!(verify::verify))
        .routes(routes!(events::listen))
        .routes(routes!(file::read::read))
        .merge(files)
        .merge(imports())
        .merge(deals())
        .merge(work())
        .merge(insights())
        .merge(exports())
        .merge(reference_data())
}

fn deals() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(deal::register::register, deal::list::list))
        .routes(routes!(deal::register::read))
        .routes(routes!(deal::board::read))
        .routes(routes!(deal::read::read))
        .routes(routes!(deal::as_of::read))
        .routes(routes!(deal::access::read))
        .routes(routes!(deal::command::command))
        .routes(routes!(deal::bulk::run))
        .routes(routes!(deal::affordances::list))
        .routes(routes!(deal::history::list))
        .routes(routes!(deal::explain::explain))
        .routes(routes!(deal::similar::list))
        .routes(routes!(deal::file::read))
        .routes(routes!(deal::files::list))
        .routes(routes!(deal::copies::list))
        .routes(routes!(deal::document::read))
        .routes(routes!(deal::paper::copy))
        .routes(routes!(deal::paper::draft::copy))
        .routes(routes!(deal::draft::open, deal::draft::save, deal::draft::discard))
        .routes(routes!(deal::prefill::prefill))
        .routes(routes!(deal::preview::preview))
        .routes(routes!(deal::ledger::read))
        .routes(routes!(deal::ledger_paper::copy))
        .routes(routes!(deal::letter_paper::copy))
        .routes(routes!(deal::receipts::list))
}

fn imports() -> OpenApiRouter<Arc<App>> {
    use super::imports::{built_upon, command, kinds, list, look, mapping, result, rows, upload};
    let upload =
        OpenApiRouter::new().routes(routes!(upload::begin)).layer(DefaultBodyLimit::max(upload::MAX_BYTES));
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(list::list))
        .routes(routes!(kinds::list))
        .routes(routes!(list::read))
        .routes(routes!(look::look))
        .routes(routes!(mapping::put))
        .routes(routes!(command::command))
        .routes(routes!(rows::list))
        .routes(routes!(result::take))
        .routes(routes!(built_upon::list))
}

fn work() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(work::queue::list))
        .routes(routes!(work::counts::counts))
        .routes(routes!(work::approvals::inbox))
        .routes(routes!(work::approvals::exceptions))
        .routes(routes!(work::pool::list))
        .routes(routes!(work::pool::pools))
        .routes(routes!(work::appeals::list, work::appeals::file))
        .routes(routes!(work::account_appeals::change))
        .routes(routes!(work::tasks::list))
        .routes(routes!(work::command_log::list))
        .routes(routes!(work::trail::list))
        .routes(routes!(work::security_log::list))
        .routes(routes!(work::chains::check))
        .routes(routes!(work::sensitive_reads::list))
        .routes(routes!(work::anomalies::list))
        .routes(routes!(work::anomalies::settle))
        .routes(routes!(work::deliveries::list))
        .routes(routes!(work::deliveries::retry))
        .routes(routes!(work::search::find))
        .routes(routes!(work::documents::list))
        .routes(routes!(work::instalments::list))
        .routes(routes!(work::proposals::list))
        .routes(routes!(work::suggestion::suggestion))
        .routes(routes!(work::saved_views::list))
        .routes(routes!(work::saved_views::save, work::saved_views::forget))
        .routes(routes!(work::notices::list))
        .routes(routes!(work::notices::read))
        .routes(routes!(work::reasons::list, work::reasons::mute))
}

fn exports() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(export::register::list, export::take::take))
        .routes(routes!(export::preview::preview))
        .routes(routes!(deal::bundle::archive))
}

fn insights() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(insight::board::list))
        .routes(routes!(insight::owner::read))
        .routes(routes!(insight::rows::list))
        .routes(routes!(insight::read::read))
}

fn reference_data() -> OpenApiRouter<Arc<App>> {
    use super::reference::{
        account_access, accounts, calendar_effect, commands, contacts, duplicates, duties, hand_over,
        hand_overs, lists, merges, paper_templates, personal_data, reveal, separations, settings,
        subject_requests, year,
    };
    OpenApiRouter::new()
        .routes(routes!(lists::person::list))
        .routes(routes!(lists::person::read))
        .routes(routes!(commands::person::create))
        .routes(routes!(commands::person::change))
        .routes(routes!(hand_over::run))
        .routes(routes!(hand_overs::list))
        .routes(routes!(hand_overs::whose))
        .routes(routes!(hand_overs::read))
        .routes(routes!(hand_overs::copy))
        .routes(routes!(commands::hand_over::sign))
        .routes(routes!(lists::department::list))
        .routes(routes!(lists::department::read))
        .routes(routes!(commands::department::create))
        .routes(routes!(commands::department::change))
        .routes(routes!(lists::post::list))
        .routes(routes!(lists::post::read))
        .routes(routes!(commands::post::create))
        .routes(routes!(commands::post::change))
        .routes(routes!(lists::delegation::list))
        .routes(routes!(lists::delegation::read))
        .routes(routes!(commands::delegation::create))
        .routes(routes!(commands::delegation::change))
        .routes(routes!(lists::absence::list))
        .routes(routes!(lists::absence::read))
        .routes(routes!(commands::absence::create))
        .routes(routes!(commands::absence::change))
        .routes(routes!(lists::reorganization::list))
        .routes(routes!(lists::reorganization::read))
        .routes(routes!(commands::reorganization::create))
        .routes(routes!(commands::reorganization::change))
        .routes(routes!(accounts::list))
        .routes(routes!(account_access::read))
        .routes(routes!(duplicates::find))
        .routes(routes!(separations::read))
        .routes(routes!(reveal::reveal))
        .routes(routes!(lists::account::read))
        .routes(routes!(commands::account::create))
        .routes(routes!(commands::account::change))
        .routes(routes!(merges::merge))
        .routes(routes!(merges::list))
        .routes(routes!(merges::undo))
        .routes(routes!(lists::product::list))
        .routes(routes!(lists::product::read))
        .routes(routes!(commands::product::create))
        .routes(routes!(commands::product::change))
        .routes(routes!(lists::price_book::list))
        .routes(routes!(lists::price_book::read))
        .routes(routes!(commands::price_book::create))
        .routes(routes!(commands::price_book::change))
        .routes(routes!(lists::own_entity::list))
        .routes(routes!(lists::own_entity::read))
        .routes(routes!(commands::own_entity::create))
        .routes(routes!(commands::own_entity::change))
        .routes(routes!(lists::paper_template::list))
        .routes(routes!(lists::paper_template::read))
        .routes(routes!(commands::paper_template::create))
        .routes(routes!(commands::paper_template::change))
        .routes(routes!(paper_templates::places))
        .routes(routes!(lists::receipt::list))
        .routes(routes!(lists::receipt::read))
        .routes(routes!(commands::receipt::create))
        .routes(routes!(commands::receipt::change))
        .routes(routes!(lists::export_request::list))
        .routes(routes!(lists::export_request::read))
        .routes(routes!(commands::export_request::create))
        .routes(routes!(commands::export_request::change))
        .routes(routes!(lists::migration::list))
        .routes(routes!(lists::migration::read))
        .routes(routes!(commands::migration::create))
        .routes(routes!(commands::migration::change))
        .routes(routes!(lists::calendar::list))
        .routes(routes!(lists::calendar::read))
        .routes(routes!(calendar_effect::of_command))
        .routes(routes!(calendar_effect::of_proposal))
        .routes(routes!(commands::calendar::create))
        .routes(routes!(commands::calendar::change))
        .routes(routes!(year::read))
        .routes(routes!(duties::list))
        .routes(routes!(contacts::list))
        .routes(routes!(lists::subject_request::list))
        .routes(routes!(lists::subject_request::read))
        .routes(routes!(subject_requests::create))
        .routes(routes!(subject_requests::change))
        .routes(routes!(subject_requests::found))
        .routes(routes!(subject_requests::export))
        .routes(routes!(personal_data::ungrounded))
        .routes(routes!(personal_data::expiring))
        .routes(routes!(commands::contact::create))
        .routes(routes!(commands::contact::change))
        .routes(routes!(settings::read))
        .routes(routes!(settings::change))
}

/// Puts the layers of the edge around `routes`, with problems for unknown methods.
pub fn around<S: Clone + Send + Sync + 'static>(routes: Router<S>, edge: &Arc<Edge>) -> Router<S> {
    routes
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(edge.max_body_bytes))
        .layer(Extension(MaxBody(edge.max_body_bytes)))
        .layer(from_fn(accept::json_only))
        .layer(from_fn_with_state(edge.clone(), csrf::guard))
        .layer(from_fn_with_state(edge.clone(), limits::deadline))
        .layer(from_fn_with_state(edge.clone(), limits::peer_rate))
        .layer(CatchPanicLayer::custom(limits::after_panic))
        .layer(from_fn(problem::speak))
        .layer(from_fn_with_state(edge.clone(), security_headers::add))
        .layer(from_fn_with_state(edge.clone(), observe::observe))
}

#[cfg(test)]
mod tests;
