//! What people say to each other about a deal, and the files they lay to it.

use jiff::{SignedDuration, Timestamp};
use tongguan_core::deal::{Command, Deal};
use tongguan_core::process::Stage;

use super::{Act, Story};
use crate::demo::diary::Diary;

/// A word or a file, a day or two after a stage was entered.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    deal.owner?;
    if deal.has_ended() {
        return None;
    }
    let entered = deal.passages.len() as u32;
    let said =
        when(story, deal, diary, (entered, 32)).map(|at| word(story, deal, at).about(deal.id.0, entered));
    let laid = when(story, deal, diary, (entered + 100, 16));
    let laid = laid.and_then(|at| Some(file(story, deal, at)?.about(deal.id.0, entered + 100)));
    said.into_iter().chain(laid).min_by_key(|act| act.at)
}

fn when(story: &mut Story, deal: &Deal, diary: &Diary, (part, percent): (u32, u32)) -> Option<Timestamp> {
    story.time_of((deal.id.0, part), |dice| {
        let days = u32::try_from(dice.between(1, 6)).unwrap_or(1);
        let at = diary.in_days(deal.stage_since, days, dice).max(deal.last_at + SignedDuration::from_mins(7));
        dice.chance(percent).then_some(at)
    })
}

fn word(story: &Story, deal: &Deal, at: Timestamp) -> Act {
    let cast = story.cast;
    let (who, to, text) = match deal.stage {
        Stage::Screening => (cast.manager, cast.rep, "这家去年参加过我们的研讨会，先问清他们的预算周期。"),
        Stage::Nurture => {
            (cast.rep, cast.manager, "客户希望本月内看到同行案例，想约一次参观，您看安排哪家合适？")
        }
        Stage::Proposal => (cast.rep, cast.finance, "客户问能否按季度付款，请帮忙测算一下对毛利的影响。"),
        Stage::Contract => (cast.rep, cast.legal, "客户法务坚持由他们所在地仲裁，请给一个可以接受的底线。"),
        Stage::Fulfilment => {
            (cast.rep, cast.delivery, "客户信息部说接口资料周三给齐，进场安排请按这个时间排。")
        }
        Stage::Aftercare => (cast.rep, cast.service, "客户提到明年要扩两条产线，回访时请顺便了解时间。"),
    };
    Act::deal(at, who, Command::Comment { text: text.to_owned(), mentions: vec![to] })
}

/// A file that is not there yet.
fn file(story: &Story, deal: &Deal, at: Timestamp) -> Option<Act> {
    let papers = story.setting.papers;
    let file = match deal.stage {
        Stage::Screening | Stage::Nurture => papers.survey,
        Stage::Proposal => papers.mail,
        Stage::Contract => papers.contract,
        Stage::Fulfilment | Stage::Aftercare => papers.acceptance,
    };
    let is_there = deal.attachments.iter().any(|attached| attached.file == file);
    (!is_there).then(|| Act::deal(at, story.cast.rep, Command::Attach { document: None, files: vec![file] }))
}
