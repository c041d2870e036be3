//! Work that was announced: posts of another kind. How it stands is said by the clock, since only the post's updates would tell more.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::{MAINTENANCE, from, list, of_page};
use crate::capability::{Maintenance, Part, Reading, Step};
use crate::instant;

/// <https://developer.pagerduty.com/api-reference/> › List Status Page Posts
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |scope| vec![Step::of_all("posts").within(scope.window)],
    |account, step| {
        let request = of_page(account, &["posts"])?.query("post_type", MAINTENANCE);
        Ok(from(request.query("reviewed_status", "approved"), step.offset()))
    },
    |response, step| {
        let now = step.time()?.from;
        let (posts, next) = list(response, "posts")?;
        let part = Part::of_each(posts, |post: Post| {
            let timeless = || Failure::Garbled("announced work has no time at which it begins".to_owned());
            let from = instant::read(&post.starts_at.ok_or_else(timeless)?)?;
            let until = post.ends_at.as_deref().map(instant::read).transpose()?.unwrap_or(from);
            let status = if now < from { "scheduled" } else { "in progress" }.to_owned();
            let work = Maintenance { id: post.id, title: post.title, span: Span::of(from, until), status };
            Ok(Some(work).filter(|_| now < until).into_iter().collect())
        });
        Ok(part.then(next.map(|offset| step.at(offset.to_string()))))
    },
);

#[derive(Deserialize)]
struct Post {
    id: String,
    title: String,
    starts_at: Option<String>,
    ends_at: Option<String>,
}
