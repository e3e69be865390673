package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;

/** Probes that are ICMP or ICMPv6 echo requests, which the target echoes. */
record EchoCarrier(ProbeFactory probes) implements Carrier {
  @Override
  public Probe probe(int size, Ttl ttl) {
    return probes.echo(size, ttl);
  }

  /** A reply is as long as its request. */
  @Override
  public boolean answersAlike(int size) {
    return false;
  }

  @Override
  public boolean arrived(Reply reply) {
    return reply instanceof Reply.Echoed;
  }
}
