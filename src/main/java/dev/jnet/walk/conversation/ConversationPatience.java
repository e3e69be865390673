package dev.jnet.walk.conversation;

import dev.jnet.unit.Nanos;

/** How long a conversation goes on: in all, and without any progress. All times are in ns. */
final class ConversationPatience {
  /** How long the other side may take to close its half. */
  private static final long MAX_CLOSING = 2 * Nanos.SECOND;

  private final ConversationQuestion question;
  private boolean closing;
  private long startedAt;
  private long quietSince;
  private long heardAt;

  ConversationPatience(ConversationQuestion question) {
    this.question = question;
  }

  /** The conversation begins. */
  void begin(long now) {
    startedAt = now;
    quietSince = now;
  }

  /** The conversation has got on by a step. */
  void progress(long at) {
    quietSince = at;
  }

  /** Data came, whether or not it is a step. */
  void heard(long at) {
    heardAt = at;
  }

  /** This host has closed its half: the other side is to close its own. */
  void close(long now) {
    closing = true;
    quietSince = now;
  }

  /** Whether the conversation has taken as long as it may in all. */
  boolean isTimeOver(long now) {
    return now - startedAt >= question.time();
  }

  /** Whether there was no step for as long as one is waited for. */
  boolean isSpent(long now) {
    return now - quietSince >= ofStep();
  }

  /** Whether no data came for at least half of that time. */
  boolean isSilent(long now) {
    return now - heardAt >= ofStep() / 2;
  }

  /** When the conversation ends if nothing happens until then. */
  long endsAt(boolean awaitsOther) {
    long timeOverAt = startedAt + question.time();
    return awaitsOther ? Math.min(timeOverAt, quietSince + ofStep()) : timeOverAt;
  }

  private long ofStep() {
    return closing ? Math.min(MAX_CLOSING, question.patience()) : question.patience();
  }
}
