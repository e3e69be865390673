package dev.jnet.lab.server;

/** A program on a practice host that talks with one client over a connection. */
public interface Program {
  /** Takes bytes that the client sent, in their order. */
  void hear(byte[] data);

  /** The bytes to send next, in their order; empty while there are none. */
  byte[] say();

  /** Whether all is said, so that the connection is to be closed. */
  boolean isDone();
}
