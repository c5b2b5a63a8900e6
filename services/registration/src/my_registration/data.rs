//! `/me/data.json`: everything that is stored, for machines (Art. 15 and 20 GDPR).

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;
use shared::Instant;
use shared::web::Problem;

use super::Me;
use crate::delivery::{self, Delivery};
use crate::participant::{Needs, needs};
use crate::{Page, Registration};

/// Names of fields are stable; times are RFC 3339 in UTC.
#[derive(Serialize)]
struct Data<'a> {
    conference: ConferenceData<'a>,
    state: &'a str,
    number_of_arrival: i64,
    waiting_position_at_sign_up: Option<i32>,
    name: &'a str,
    addressed_as: &'a str,
    email: &'a str,
    organisation: &'a str,
    sector: &'a str,
    place: &'a str,
    language: &'a str,
    workshop: &'a str,
    access_needs: Needs,
    consent_to_processing_at: String,
    consent_to_photos: bool,
    repeated_sign_ups: i32,
    repeated_sign_up_at: Option<String>,
    links_asked_for: i32,
    link_asked_for_at: Option<String>,
    attended_at: Option<String>,
    mails: Vec<MailData>,
}

#[derive(Serialize)]
struct ConferenceData<'a> {
    title: &'a str,
    starts_at: String,
    ends_at: String,
    place: &'a str,
    city: &'a str,
}

#[derive(Serialize)]
struct MailData {
    about: &'static str,
    state: &'static str,
    changed_at: String,
}

pub async fn download(
    app: web::Data<Registration>,
    page: Page,
    me: Me,
) -> Result<HttpResponse, Problem> {
    let needs = needs::open(&app.needs, &me.person).map_err(Problem::internal)?;
    let mails = delivery::of_participant(&mut app.db.conn().await?, me.person.id).await?;
    let data = data(&page, &me, needs, &mails);
    let json = serde_json::to_string_pretty(&data).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"treffpunkt.json\""))
        .body(json))
}

fn data<'a>(page: &Page, me: &'a Me, needs: Needs, mails: &[Delivery]) -> Data<'a> {
    let person = &me.person;
    Data {
        conference: conference(page, me),
        state: person.state.word(),
        number_of_arrival: person.arrival,
        waiting_position_at_sign_up: Some(person.waiting_position).filter(|place| *place > 0),
        name: &person.name,
        addressed_as: &person.addressed_as,
        email: &person.email,
        organisation: &person.organisation,
        sector: person.sector.word(),
        place: &person.place,
        language: person.language.code(),
        workshop: &person.workshop,
        access_needs: needs,
        consent_to_processing_at: utc(person.signed_up_at),
        consent_to_photos: person.photo_consent,
        repeated_sign_ups: person.repeated_sign_ups,
        repeated_sign_up_at: person.repeated_at.map(utc),
        links_asked_for: person.link_requests,
        link_asked_for_at: person.link_requested_at.map(utc),
        attended_at: person.attended_at.map(utc),
        mails: mails.iter().map(mail).collect(),
    }
}

fn conference<'a>(page: &Page, me: &'a Me) -> ConferenceData<'a> {
    ConferenceData {
        title: me.conference.title(page.language()),
        starts_at: utc(me.conference.starts_at),
        ends_at: utc(me.conference.ends_at),
        place: &me.conference.place,
        city: &me.conference.city,
    }
}

fn mail(delivery: &Delivery) -> MailData {
    MailData {
        about: delivery.purpose.word(),
        state: delivery.state.word(),
        changed_at: utc(delivery.changed_at),
    }
}

fn utc(at: Instant) -> String {
    at.to_timestamp().to_string()
}
