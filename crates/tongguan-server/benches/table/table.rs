//! The one table that is printed at the end.

/// See the module.
#[derive(Default)]
pub struct Table(Vec<Line>);

enum Line {
    Section(String),
    Row([String; 5]),
}

impl Table {
    /// Begins a part of the table.
    pub fn section(&mut self, name: &str) {
        self.0.push(Line::Section(name.to_owned()));
    }

    /// A figure with its unit, wall times, the limit of the same run, the goal, and whether it is met.
    pub fn row(
        &mut self,
        name: &str,
        figure: String,
        times: String,
        limit: String,
        goal: Option<(String, bool)>,
    ) {
        let goal = match goal {
            None => String::new(),
            Some((goal, true)) => goal,
            Some((goal, false)) => format!("{goal} **missed**"),
        };
        eprintln!("  {name}: {figure}; {times}; limit {limit}; {goal}");
        self.0.push(Line::Row([name.to_owned(), figure, times, limit, goal]));
    }

    /// Prints it as Markdown.
    pub fn print(&self) {
        println!("| what | figure | p50 / p99 at 1 client, at 16 | limit of the same run | goal |");
        println!("|---|---|---|---|---|");
        for line in &self.0 {
            match line {
                Line::Section(name) => println!("| **{name}** | | | | |"),
                Line::Row(cells) => println!("| {} |", cells.join(" | ")),
            }
        }
    }
}
