//! A text taken apart: paragraphs, entries of lists, addresses.

use proptest::prelude::*;
use providers::prose::{Piece, entry, paragraphs, pieces};

#[test]
fn addresses_are_found_without_what_stands_around_them() {
    let check = |line: &str, expected: &[&str]| {
        let found: Vec<&str> = pieces(line)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Address(address) => Some(address),
                Piece::Words(_) => None,
            })
            .collect();
        assert_eq!(found, expected, "{line}");
    };
    check("See https://status.kestrel.example/.", &["https://status.kestrel.example/"]);
    check("(https://a.example/b?c=d&e=f), then", &["https://a.example/b?c=d&e=f"]);
    check("“http://a.example” and https://b.example:8080/x_y", &["http://a.example", "https://b.example:8080/x_y"]);
    check("<https://a.example|here>", &["https://a.example"]);
    check("no https:// here, nor xhttps://a.example, nor a.example", &[]);
    check("", &[]);
}

#[test]
fn paragraphs_stand_between_empty_lines_and_entries_behind_a_hyphen() {
    assert_eq!(paragraphs("\n\nOne\ntwo  \r\n\n \nThree\n"), ["One\ntwo", "Three"]);
    assert_eq!(paragraphs(" \n"), [] as [&str; 0]);
    assert_eq!((entry("- Call them"), entry("-1 %"), entry("Call")), (Some("Call them"), None, None));
}

proptest! {
    #[test]
    fn the_pieces_of_a_line_are_the_line(line in "(https?://|[a-z./<>|\"() ]|\\PC){0,40}") {
        prop_assert_eq!(pieces(&line).into_iter().map(Piece::text).collect::<String>(), line);
    }
}
