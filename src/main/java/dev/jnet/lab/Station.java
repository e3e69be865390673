package dev.jnet.lab;

import dev.jnet.wire.MacAddress;

/** What is at the end of a cable: a machine that takes packets. */
interface Station {
  /** Its hardware address. */
  MacAddress mac();

  /** A packet has come. */
  void arrive(Datagram datagram, CableDirection over);
}
