package dev.jnet.command.doctor;

import dev.jnet.walk.conversation.Talk;

/**
 * A talk that is given up once enough of its answer has come.
 *
 * @param talk what is spoken
 * @param enough {@linkplain Talk#steps steps} that are enough
 */
record Sample(Talk talk, long enough) implements Talk {
  @Override
  public byte[] outgoing(long now) {
    return talk.outgoing(now);
  }

  @Override
  public void incoming(byte[] data, long at) {
    talk.incoming(data, at);
  }

  @Override
  public void ended(long at) {
    talk.ended(at);
  }

  @Override
  public long steps() {
    return talk.steps();
  }

  @Override
  public boolean finished() {
    return talk.finished();
  }

  @Override
  public boolean failed() {
    return talk.failed() || talk.steps() > enough + 1;
  }
}
