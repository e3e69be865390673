package dev.jnet.probe;

import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * Which question of a {@link Crowd} is looked at next: those that may have something to send take
 * turns, and the others are woken by a reply or by their alarm.
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

  /** Takes the question out whose turn it is; there must be one. */
  OpenQuestion<?> takeFirst() {
    return ready.remove();
  }

  /** Puts a question that is ready behind all others that are. */
  void add(OpenQuestion<?> question) {
    ready.add(question);
  }

  /** Wakes a question where it rests. */
  void wake(OpenQuestion<?> question) {
    if (question.isResting()) {
      question.wake();
      ready.add(question);
    }
  }

  /**
   * Sets a question's alarm, unless one rings earlier anyway: an alarm too early costs one look,
   * but one alarm more for each reply would cost memory.
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
