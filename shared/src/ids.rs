//! Ids, each a type of its own, so that a participant's id cannot be taken for a conference's.

use uuid::Uuid;

/// Bytes of an event that are no UUID.
#[derive(Debug, thiserror::Error)]
#[error("an id has 16 bytes, not {0}")]
pub struct NoId(usize);

/// Declares id types over UUIDs, stored as [`crate::db::sql::Id`].
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(::diesel::expression::AsExpression, ::diesel::deserialize::FromSqlRow)]
        #[derive(::serde::Serialize, ::serde::Deserialize)]
        #[diesel(sql_type = $crate::db::sql::Id)]
        #[serde(transparent)]
        pub struct $name(pub ::uuid::Uuid);

        impl $name {
            /// A new id that sorts by time (UUID v7, RFC 9562).
            #[allow(clippy::new_without_default, reason = "two defaults would not be equal")]
            pub fn new() -> Self {
                Self(::uuid::Uuid::now_v7())
            }

            /// The form that travels in events.
            pub fn to_bytes(self) -> Vec<u8> {
                self.0.as_bytes().to_vec()
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = $crate::ids::NoId;
            fn try_from(bytes: &[u8]) -> Result<Self, Self::Error> {
                $crate::ids::from_bytes(bytes).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = ::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl ::diesel::serialize::ToSql<$crate::db::sql::Id, ::diesel::pg::Pg> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::pg::Pg>,
            ) -> ::diesel::serialize::Result {
                ::diesel::serialize::ToSql::<::diesel::sql_types::Uuid, ::diesel::pg::Pg>::to_sql(&self.0, out)
            }
        }

        impl ::diesel::deserialize::FromSql<$crate::db::sql::Id, ::diesel::pg::Pg> for $name {
            fn from_sql(value: ::diesel::pg::PgValue<'_>) -> ::diesel::deserialize::Result<Self> {
                ::diesel::deserialize::FromSql::<::diesel::sql_types::Uuid, ::diesel::pg::Pg>::from_sql(value).map(Self)
            }
        }

        impl ::diesel::serialize::ToSql<$crate::db::sql::Id, ::diesel::sqlite::Sqlite> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut ::diesel::serialize::Output<'b, '_, ::diesel::sqlite::Sqlite>,
            ) -> ::diesel::serialize::Result {
                out.set_value(self.0.as_bytes().as_slice());
                Ok(::diesel::serialize::IsNull::No)
            }
        }

        impl ::diesel::deserialize::FromSql<$crate::db::sql::Id, ::diesel::sqlite::Sqlite> for $name {
            fn from_sql(value: ::diesel::sqlite::SqliteValue<'_, '_, '_>) -> ::diesel::deserialize::Result<Self> {
                let bytes = <Vec<u8> as ::diesel::deserialize::FromSql<
                    ::diesel::sql_types::Binary,
                    ::diesel::sqlite::Sqlite,
                >>::from_sql(value)?;
                Ok(Self::try_from(bytes.as_slice())?)
            }
        }
    )+ };
}

ids! {
    SeriesId,
    ConferenceId,
    ParticipantId,
    OrganiserId,
    SurveyId,
    MailId,
    MessageId,
    /// What a role holds for: a series or a conference.
    ScopeId,
    /// One filled-in form, so that sending it twice is seen.
    SubmissionId,
    SignInLinkId,
}

impl From<SeriesId> for ScopeId {
    fn from(series: SeriesId) -> Self {
        Self(series.0)
    }
}

impl From<ConferenceId> for ScopeId {
    fn from(conference: ConferenceId) -> Self {
        Self(conference.0)
    }
}

#[doc(hidden)]
pub fn from_bytes(bytes: &[u8]) -> Result<Uuid, NoId> {
    Uuid::from_slice(bytes).map_err(|_| NoId(bytes.len()))
}
