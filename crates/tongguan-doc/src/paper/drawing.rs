//! A picture made of lines, boxes and words: pure data, drawn by typst into a PDF, or into a PNG for the formats that know no lines.
//!
//! Lengths are points; the origin lies at the upper left. Must never hold more than what stands in the table beside it.

pub mod chain;
pub mod plan;

use serde::{Deserialize, Serialize};

/// A drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// What it is made of, from the back to the front.
    pub shapes: Vec<Shape>,
}

/// A part of a drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A line.
    Line {
        /// Where it begins.
        from: (f64, f64),
        /// Where it ends.
        to: (f64, f64),
        /// Whether it is broken.
        dashed: bool,
    },
    /// A box with words, one line below the other; the first is bold. What does not fit is cut off.
    Box {
        /// Its upper left corner.
        at: (f64, f64),
        /// Its width and height.
        size: (f64, f64),
        /// How it is filled.
        tone: Tone,
        /// Its words.
        words: Vec<String>,
    },
    /// Words.
    Words {
        /// Their upper left corner; the upper right one where they stand to the left of it.
        at: (f64, f64),
        /// Whether they stand to the left of that point.
        left_of: bool,
        /// The words.
        words: String,
    },
}

/// How a box is filled; each is told from the others without colour as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Neither.
    Plain,
    /// For us, or done.
    Good,
    /// Against us.
    Bad,
}
