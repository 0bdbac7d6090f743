//! The decision chain (决策链图): who decides, each under whom he reports to, in rows from the top.

use std::collections::BTreeSet;

use super::{Drawing, Shape, Tone};

const BOX: (f64, f64) = (118.0, 56.0);
const GAP: (f64, f64) = (14.0, 30.0);

/// A person of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What edges name him by.
    pub key: String,
    /// What stands in his box; the first line is his name.
    pub words: Vec<String>,
    /// For us above zero, against us below.
    pub attitude: i64,
}

/// A line between two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Whether `from` reports to `to`; else it is influence.
    pub reports: bool,
}

/// The drawing; none without people. Whoever reports in a circle stands in the first row.
pub fn drawing(nodes: &[Node], edges: &[Edge]) -> Option<Drawing> {
    let places = places(nodes, edges);
    let at = |column: f64, row: usize| (column * (BOX.0 + GAP.0), row as f64 * (BOX.1 + GAP.1));
    let corner = |key: &str| {
        let index = nodes.iter().position(|node| node.key == key)?;
        Some(at(places[index].0, places[index].1))
    };
    let lines =
        edges.iter().filter_map(|edge| Some(line(corner(&edge.from)?, corner(&edge.to)?, edge.reports)));
    let boxes = nodes.iter().zip(&places).map(|(node, (column, row))| Shape::Box {
        at: at(*column, *row),
        size: BOX,
        tone: match node.attitude {
            1.. => Tone::Good,
            0 => Tone::Plain,
            _ => Tone::Bad,
        },
        words: node.words.clone(),
    });
    let shapes: Vec<Shape> = lines.chain(boxes).collect();
    let columns = places.iter().map(|(column, _)| *column).fold(0.0, f64::max);
    let rows = places.iter().map(|(_, row)| *row).max()?;
    let corner = at(columns, rows);
    Some(Drawing { width: corner.0 + BOX.0, height: corner.1 + BOX.1, shapes })
}

/// Between the middles of the sides that face each other; side by side where both stand in one row.
fn line(from: (f64, f64), to: (f64, f64), reports: bool) -> Shape {
    let middle = |corner: (f64, f64)| corner.0 + BOX.0 / 2.0;
    let (from, to) = match from.1.total_cmp(&to.1) {
        std::cmp::Ordering::Greater => ((middle(from), from.1), (middle(to), to.1 + BOX.1)),
        std::cmp::Ordering::Less => ((middle(from), from.1 + BOX.1), (middle(to), to.1)),
        std::cmp::Ordering::Equal => {
            let (left, right) = if from.0 < to.0 { (from, to) } else { (to, from) };
            ((left.0 + BOX.0, left.1 + BOX.1 / 2.0), (right.0, right.1 + BOX.1 / 2.0))
        }
    };
    Shape::Line { from, to, dashed: !reports }
}

/// Column and row of each: a row below his superior, in the middle above those who report to him.
fn places(nodes: &[Node], edges: &[Edge]) -> Vec<(f64, usize)> {
    let above = |node: &Node| {
        let superior =
            edges.iter().find(|edge| edge.reports && edge.from == node.key && edge.to != node.key)?;
        nodes.iter().position(|other| other.key == superior.to)
    };
    let superiors: Vec<Option<usize>> = nodes.iter().map(above).collect();
    let mut layout = Layout {
        superiors: &superiors,
        places: vec![(0.0, 0); nodes.len()],
        set: BTreeSet::new(),
        next: 0.0,
    };
    let roots = (0..nodes.len()).filter(|index| superiors[*index].is_none());
    roots.for_each(|root| {
        layout.place(root, 0);
    });
    // Those who are left report in a circle.
    for index in 0..nodes.len() {
        layout.place(index, 0);
    }
    layout.places
}

struct Layout<'a> {
    superiors: &'a [Option<usize>],
    places: Vec<(f64, usize)>,
    set: BTreeSet<usize>,
    next: f64,
}

impl Layout<'_> {
    /// Places one and everybody below him. Answers his column; none where he has his place.
    fn place(&mut self, index: usize, row: usize) -> Option<f64> {
        if !self.set.insert(index) {
            return None;
        }
        let below = (0..self.superiors.len()).filter(|other| self.superiors[*other] == Some(index));
        let columns: Vec<f64> =
            below.collect::<Vec<_>>().into_iter().filter_map(|one| self.place(one, row + 1)).collect();
        let column = match (columns.first(), columns.last()) {
            (Some(first), Some(last)) => f64::midpoint(*first, *last),
            _ => {
                self.next += 1.0;
                self.next - 1.0
            }
        };
        self.places[index] = (column, row);
        Some(column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str) -> Node {
        Node { key: key.to_owned(), words: vec![key.to_owned()], attitude: 0 }
    }

    fn edge(from: &str, to: &str) -> Edge {
        Edge { from: from.to_owned(), to: to.to_owned(), reports: true }
    }

    #[test]
    fn a_superior_stands_in_the_middle_above_his_people() {
        let nodes = ["boss", "a", "b", "under b"].map(node);
        let edges = [edge("a", "boss"), edge("b", "boss"), edge("under b", "b")];
        assert_eq!(places(&nodes, &edges), [(0.5, 0), (0.0, 1), (1.0, 1), (1.0, 2)]);
        let drawn = drawing(&nodes, &edges).expect("people");
        assert_eq!((drawn.width, drawn.height), (2.0 * BOX.0 + GAP.0, 3.0 * BOX.1 + 2.0 * GAP.1));
        assert_eq!(drawn.shapes.len(), 7);
    }

    #[test]
    fn circles_and_strangers_do_no_harm() {
        let nodes = ["a", "b", "c"].map(node);
        let edges = [edge("a", "b"), edge("b", "a"), edge("c", "nobody"), edge("c", "c")];
        assert_eq!(places(&nodes, &edges), [(1.0, 0), (1.0, 1), (0.0, 0)]);
        assert_eq!(drawing(&nodes, &edges).expect("people").shapes.len(), 2 + 1 + 3);
        assert!(drawing(&[], &[]).is_none());
    }
}
