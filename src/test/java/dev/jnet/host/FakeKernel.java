package dev.jnet.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A kernel that answers its n-th question with the n-th list of datagrams it was given. */
final class FakeKernel implements Netlink.Channel {
  static final int PORT = 4711;

  private final Queue<List<Object>> answers = new ArrayDeque<>();
  private final Queue<byte[]> datagrams = new ArrayDeque<>();
  private final List<byte[]> questions = new ArrayList<>();

  /** Messages of one answer, a datagram each; a byte array is a datagram as it is. */
  FakeKernel answer(Object... datagrams) {
    answers.add(List.of(datagrams));
    return this;
  }

  /** A whole table, with its end. */
  FakeKernel table(NetlinkAnswer... rows) {
    List<Object> all = new ArrayList<>(List.of(rows));
    all.add(done(0));
    answers.add(all);
    return this;
  }

  static NetlinkAnswer done(int errno) {
    return new NetlinkAnswer(3, 2).u32(-errno);
  }

  static NetlinkAnswer refusal(int errno) {
    return new NetlinkAnswer(2, 0).u32(-errno).u32(0).u32(0).u32(0).u32(0);
  }

  List<byte[]> questions() {
    return questions;
  }

  @Override
  public int portId() {
    return PORT;
  }

  @Override
  public void send(byte[] datagram) {
    questions.add(datagram);
    int sequence = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder()).getInt(8);
    if (answers.isEmpty()) {
      throw new AssertionError("question " + questions.size() + " was not expected");
    }
    for (Object each : answers.remove()) {
      datagrams.add(
          each instanceof NetlinkAnswer answer ? answer.bytes(sequence, PORT) : (byte[]) each);
    }
  }

  @Override
  public byte[] receive() throws HostException {
    if (datagrams.isEmpty()) {
      throw new HostException(HostException.Kind.SYSTEM, "silence");
    }
    return datagrams.remove();
  }

  @Override
  public void close() {
    datagrams.clear();
  }
}
