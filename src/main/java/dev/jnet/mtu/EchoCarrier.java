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

  @Override
  public boolean arrived(Reply reply) {
    return reply instanceof Reply.Echoed;
  }
}
