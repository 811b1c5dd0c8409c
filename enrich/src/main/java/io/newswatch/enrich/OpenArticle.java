package io.newswatch.enrich;

import io.newswatch.contract.RawArticle;
import io.newswatch.enrich.echo.ProbeBatch;
import io.newswatch.enrich.echo.ReplyBatch;

import org.jspecify.annotations.Nullable;

/// An article between its questions and its answers, at hand: it goes along with the question, so that an answer that comes
/// in the same call needs nothing from the stores. On a topic a question travels without it, and it waits in the stores.
/// Used by one stream thread.
///
/// @param raw     as it arrived
/// @param dossier what is known of its sentences; filled by the answers
record OpenArticle(RawArticle raw, Dossier dossier) {

    /// What one index partition is asked.
    ///
    /// @param batch the sentences
    /// @param about the article; null when the question came over a topic
    record Question(ProbeBatch batch, @Nullable OpenArticle about) {

        byte[] encode() {
            return batch.encode();
        }

        /// @throws IllegalArgumentException when the bytes are none
        static Question decode(byte[] bytes) {
            return new Question(ProbeBatch.decode(bytes), null);
        }
    }

    /// What one index partition answers.
    ///
    /// @param batch the answers
    /// @param about the article of the question that was answered; null when question or answer came over a topic
    record Reply(ReplyBatch batch, @Nullable OpenArticle about) {

        byte[] encode() {
            return batch.encode();
        }

        /// @throws IllegalArgumentException when the bytes are none
        static Reply decode(byte[] bytes) {
            return new Reply(ReplyBatch.decode(bytes), null);
        }

        /// @return the article these answers are about, when it is at hand
        @Nullable
        OpenArticle atHand() {
            return about != null && about.dossier.order().equals(batch.order()) ? about : null;
        }
    }
}
