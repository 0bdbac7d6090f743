//! XML as a tree, as far as a template needs it: elements with their tags as written, and texts.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use super::Fault;

/// Deepest nesting that is taken.
const DEEPEST: usize = 200;

/// A piece of a document.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Element(Element),
    /// A text, unescaped.
    Text(String),
    /// Anything else, as it was: declarations, comments, instructions.
    Raw(Event<'static>),
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its tag with its attributes.
    pub start: BytesStart<'static>,
    pub children: Vec<Node>,
}

impl Element {
    pub fn new(tag: &str) -> Self {
        Self { start: BytesStart::new(tag.to_owned()), children: Vec::new() }
    }

    /// Whether it goes by this tag, prefix included.
    pub fn is(&self, tag: &str) -> bool {
        self.start.name().as_ref() == tag.as_bytes()
    }

    pub fn attribute(&self, key: &str) -> Option<String> {
        let found = self.start.try_get_attribute(key).ok().flatten()?;
        String::from_utf8(found.value.into_owned()).ok()
    }

    /// The same with an attribute set, in its place where it stood.
    pub fn set_attribute(&mut self, key: &str, value: &str) {
        let tag = String::from_utf8_lossy(self.start.name().as_ref()).into_owned();
        let mut start = BytesStart::new(tag);
        let mut is_set = false;
        for attribute in self.start.attributes().flatten() {
            match attribute.key.as_ref() == key.as_bytes() {
                true => {
                    start.push_attribute((key, value));
                    is_set = true;
                }
                false => start.push_attribute(attribute),
            }
        }
        if !is_set {
            start.push_attribute((key, value));
        }
        self.start = start.into_owned();
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// All text below it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Element(element) => text.push_str(&element.text()),
                Node::Text(part) => text.push_str(part),
                Node::Raw(_) => {}
            }
        }
        text
    }

    /// Sets the text of an element that holds nothing else.
    pub fn set_text(&mut self, text: &str) {
        self.children = vec![Node::Text(text.to_owned())];
    }
}

/// Reads a part: its pieces at the top, the root among them.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Node>, Fault> {
    let mut reader = Reader::from_reader(bytes);
    let mut open: Vec<Element> = Vec::new();
    let mut top = Vec::new();
    loop {
        let event = reader.read_event().map_err(|_| Fault::Broken)?;
        let node = match event {
            Event::Eof if open.is_empty() => return Ok(top),
            Event::Eof => return Err(Fault::Broken),
            // Entities of its own are how a small file becomes a large one.
            Event::DocType(_) => return Err(Fault::Active("DOCTYPE".to_owned())),
            Event::Start(start) => {
                if open.len() == DEEPEST {
                    return Err(Fault::TooLarge);
                }
                open.push(Element { start: start.into_owned(), children: Vec::new() });
                continue;
            }
            Event::End(_) => Node::Element(open.pop().ok_or(Fault::Broken)?),
            Event::Empty(start) => Node::Element(Element { start: start.into_owned(), children: Vec::new() }),
            Event::Text(text) => Node::Text(text.decode().map_err(|_| Fault::Broken)?.into_owned()),
            Event::CData(text) => Node::Text(text.decode().map_err(|_| Fault::Broken)?.into_owned()),
            Event::GeneralRef(entity) => Node::Text(of_entity(&entity)?),
            other => Node::Raw(other.into_owned()),
        };
        let siblings = open.last_mut().map_or(&mut top, |parent| &mut parent.children);
        match (siblings.last_mut(), node) {
            // A text comes in pieces where it holds entities.
            (Some(Node::Text(before)), Node::Text(more)) => before.push_str(&more),
            (_, node) => siblings.push(node),
        }
    }
}

fn of_entity(entity: &quick_xml::events::BytesRef<'_>) -> Result<String, Fault> {
    if let Some(letter) = entity.resolve_char_ref().map_err(|_| Fault::Broken)? {
        return Ok(letter.to_string());
    }
    match entity.decode().map_err(|_| Fault::Broken)?.as_ref() {
        "amp" => Ok("&".to_owned()),
        "lt" => Ok("<".to_owned()),
        "gt" => Ok(">".to_owned()),
        "quot" => Ok("\"".to_owned()),
        "apos" => Ok("'".to_owned()),
        _ => Err(Fault::Broken),
    }
}

/// Writes pieces as a part.
pub(super) fn write(nodes: &[Node]) -> Result<Vec<u8>, Fault> {
    let mut writer = Writer::new(Vec::new());
    for node in nodes {
        write_node(&mut writer, node).map_err(|_| Fault::Broken)?;
    }
    Ok(writer.into_inner())
}

fn write_node(writer: &mut Writer<Vec<u8>>, node: &Node) -> std::io::Result<()> {
    match node {
        Node::Raw(event) => writer.write_event(event.borrow()),
        Node::Text(text) => writer.write_event(Event::Text(BytesText::new(&sound(text)))),
        Node::Element(element) if element.children.is_empty() => {
            writer.write_event(Event::Empty(element.start.borrow()))
        }
        Node::Element(element) => {
            writer.write_event(Event::Start(element.start.borrow()))?;
            for child in &element.children {
                write_node(writer, child)?;
            }
            let tag = String::from_utf8_lossy(element.start.name().as_ref()).into_owned();
            writer.write_event(Event::End(BytesEnd::new(tag)))
        }
    }
}

/// Letters that XML cannot hold are left out.
fn sound(text: &str) -> String {
    let is_sound = |letter: char| {
        matches!(letter, '\t' | '\n' | '\r') || (letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(|letter| is_sound(*letter)).collect()
}
