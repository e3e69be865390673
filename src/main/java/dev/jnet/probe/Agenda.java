package dev.jnet.probe;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * Decides which question of a {@link Crowd} is looked at next. Questions that may have something to
 * send take turns. A reply or an alarm wakes each of the others.
 */
final class Agenda {
  /** When to look at a question again, in ns. */
  private record Alarm(long at, OpenQuestion<?> question) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      return Long.compare(at, other.at);
    }
  }

  private final ArrayDeque<OpenQuestion<?>> ready = new ArrayDeque<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes out the question whose turn it is. There must be one. */
  OpenQuestion<?> takeFirst() {
    return ready.remove();
  }

  /** Puts a ready question behind all other ready ones. */
  void add(OpenQuestion<?> question) {
    ready.add(question);
  }

  /** Wakes a question if it rests. */
  void wake(OpenQuestion<?> question) {
    if (question.isResting()) {
      question.wake();
      ready.add(question);
    }
  }

  /**
   * Sets a question's alarm, unless an earlier one is set already. An alarm that rings too early
   * costs one look. One alarm more for each reply would cost memory.
   */
  void setAlarm(OpenQuestion<?> question, long at) {
    if (at < question.alarmAt()) {
      question.alarmAt(at);
      alarms.add(new Alarm(at, question));
    }
  }

  /** Wakes the questions whose alarm has come. */
  void ring(long now) {
    while (!alarms.isEmpty() && alarms.peek().at() <= now) {
      OpenQuestion<?> question = alarms.poll().question();
      question.alarmAt(Diagnosis.NEVER);
      wake(question);
    }
  }

  /** When the first alarm rings, in ns; {@link Diagnosis#NEVER} when none is set. */
  long firstAlarmAt() {
    return alarms.isEmpty() ? Diagnosis.NEVER : alarms.peek().at();
  }
}
