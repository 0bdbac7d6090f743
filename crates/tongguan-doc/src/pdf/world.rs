//! What typst may see: the template, the paper as JSON, the logo and our fonts. Nothing else is there.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use super::Error;
use crate::paper::Paper;

const TEMPLATE: &str = include_str!("paper.typ");

/// What is the same for every paper.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

impl Press {
    pub(super) fn new(fonts: Vec<Font>) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(id("paper.typ"), TEMPLATE.to_owned()),
        }
    }
}

/// What typst sees while it sets one paper.
pub(super) struct World<'a> {
    press: &'a Press,
    paper: Bytes,
    logo: Option<Bytes>,
}

impl<'a> World<'a> {
    pub(super) fn new(press: &'a Press, paper: &Paper) -> Result<Self, Error> {
        let logo = paper.letterhead.logo.as_ref().and_then(|logo| logo.bytes()).map(Bytes::new);
        Ok(Self { press, paper: Bytes::new(serde_json::to_vec(paper)?), logo })
    }
}

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        match file == self.press.template.id() {
            true => Ok(self.press.template.clone()),
            false => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        match file.vpath().get_without_slash() {
            "paper.json" => Ok(self.paper.clone()),
            "logo.png" => self.logo.clone().ok_or(FileError::AccessDenied),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// No clock: a paper says its own dates.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
