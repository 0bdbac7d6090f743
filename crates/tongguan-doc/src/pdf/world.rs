//! What typst may see: the templates, the paper or the drawing as JSON, the logo and our fonts. Nothing else is there.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use super::Error;
use crate::paper::{Drawing, Paper};

const PAPER: &str = include_str!("paper.typ");
const PICTURE: &str = include_str!("picture.typ");
const DRAWING: &str = include_str!("drawing.typ");

/// What is the same for every paper.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    paper: Source,
    picture: Source,
    drawing: Source,
}

impl Press {
    pub(super) fn new(fonts: Vec<Font>) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            paper: Source::new(id("paper.typ"), PAPER.to_owned()),
            picture: Source::new(id("picture.typ"), PICTURE.to_owned()),
            drawing: Source::new(id("drawing.typ"), DRAWING.to_owned()),
        }
    }
}

/// What typst sees while it sets one paper, or draws one drawing.
pub(super) struct World<'a> {
    press: &'a Press,
    main: &'a Source,
    data: (&'static str, Bytes),
    logo: Option<Bytes>,
}

impl<'a> World<'a> {
    pub(super) fn new(press: &'a Press, paper: &Paper) -> Result<Self, Error> {
        let logo = paper.letterhead.logo.as_ref().and_then(|logo| logo.bytes()).map(Bytes::new);
        let data = ("paper.json", Bytes::new(serde_json::to_vec(paper)?));
        Ok(Self { press, main: &press.paper, data, logo })
    }

    pub(super) fn of_drawing(press: &'a Press, drawing: &Drawing) -> Result<Self, Error> {
        let data = ("drawing.json", Bytes::new(serde_json::to_vec(drawing)?));
        Ok(Self { press, main: &press.picture, data, logo: None })
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
        self.main.id()
    }

    fn source(&self, file: FileId) -> FileResult<Source> {
        let sources = [self.main, &self.press.drawing];
        let found = sources.into_iter().find(|source| source.id() == file);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, file: FileId) -> FileResult<Bytes> {
        match file.vpath().get_without_slash() {
            name if name == self.data.0 => Ok(self.data.1.clone()),
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
