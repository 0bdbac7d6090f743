//! The one table that is printed at the end.

/// See the module.
#[derive(Default)]
pub struct Table(Vec<Line>);

enum Line {
    Section(String),
    Row(Row),
}

/// A line of the table.
#[derive(Default)]
pub struct Row {
    pub name: String,
    /// What was measured, and its unit.
    pub figure: Figure,
    /// Wall times.
    pub times: String,
    /// What the same run could not go below.
    pub limit: String,
    /// What is wanted, and whether it is met.
    pub goal: Option<(String, bool)>,
}

/// A measured value.
#[derive(Clone, Copy, Default)]
pub enum Figure {
    /// Processor time.
    CpuMs(f64),
    PerSecond(f64),
    Seconds(f64),
    Megabytes(f64),
    /// How often the first of two values lies in the second.
    Times(f64),
    #[default]
    None,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::CpuMs(ms) => write!(f, "{ms:.3} ms CPU"),
            Self::PerSecond(count) => write!(f, "{count:.0} / s"),
            Self::Seconds(seconds) => write!(f, "{seconds:.3} s"),
            Self::Megabytes(size) => write!(f, "{size:.0} MB"),
            Self::Times(times) => write!(f, "{times:.2}x"),
            Self::None => Ok(()),
        }
    }
}

/// How much more a request may cost with ten times the deals.
const FLAT: f64 = 1.3;

impl Table {
    /// Begins a part of the table.
    pub fn section(&mut self, name: &str) {
        self.0.push(Line::Section(name.to_owned()));
    }

    /// Adds a line, and tells it at once.
    pub fn row(&mut self, row: Row) {
        eprintln!("  {}", cells(&row).join("; "));
        self.0.push(Line::Row(row));
    }

    /// Sets the processor times of two parts beside each other.
    pub fn flat(&mut self, from: &str, to: &str) {
        let (before, after) = (self.times_of(from), self.times_of(to));
        self.section(&format!("{from} to {to}"));
        for (name, before) in before {
            let Some((_, after)) = after.iter().find(|(other, _)| *other == name) else { continue };
            let times = after / before;
            let goal = Some((format!("≤ {FLAT}x"), times <= FLAT));
            let limit = format!("{before:.3} ms, then {after:.3} ms");
            self.row(Row { name, figure: Figure::Times(times), limit, goal, ..Row::default() });
        }
    }

    fn times_of(&self, section: &str) -> Vec<(String, f64)> {
        let lines =
            self.0.iter().skip_while(|line| !matches!(line, Line::Section(name) if name == section)).skip(1);
        let rows = lines.map_while(|line| if let Line::Row(row) = line { Some(row) } else { None });
        rows.filter_map(
            |row| if let Figure::CpuMs(ms) = row.figure { Some((row.name.clone(), ms)) } else { None },
        )
        .collect()
    }

    /// Prints it as Markdown.
    pub fn print(&self) {
        println!("| what | figure | p50 / p99 at 1 client, at 16 | limit of the same run | goal |");
        println!("|---|---|---|---|---|");
        for line in &self.0 {
            match line {
                Line::Section(name) => println!("| **{name}** | | | | |"),
                Line::Row(row) => println!("| {} |", cells(row).join(" | ")),
            }
        }
    }
}

fn cells(row: &Row) -> [String; 5] {
    let goal = match &row.goal {
        None => String::new(),
        Some((goal, true)) => goal.clone(),
        Some((goal, false)) => format!("{goal} **missed**"),
    };
    [row.name.clone(), row.figure.to_string(), row.times.clone(), row.limit.clone(), goal]
}
