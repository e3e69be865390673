package dev.jnet.exporter;

import dev.jnet.probe.Via;
import dev.jnet.unit.Port;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The modules that scrapes may name. */
public final class ProbeModules {
  private static final Port HTTPS = new Port(443);

  private final Map<String, ProbeModule> byName;

  private ProbeModules(Map<String, ProbeModule> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** The modules that need no file. */
  public static ProbeModules builtIn() {
    Map<String, ProbeModule> all = new TreeMap<>();
    for (ProbeModule module :
        new ProbeModule[] {
          ProbeModule.of("mtu", ModuleKind.MTU),
          ProbeModule.of("mtu_tcp", ModuleKind.MTU).by(Via.tcp(HTTPS)),
          ProbeModule.of("ping", ModuleKind.PING),
          ProbeModule.of("mss", ModuleKind.MSS),
          ProbeModule.of("handshake", ModuleKind.HANDSHAKE),
          ProbeModule.of("trace", ModuleKind.TRACE),
          ProbeModule.of("arp", ModuleKind.ARP),
          ProbeModule.of("dns", ModuleKind.DNS),
          ProbeModule.of("http", ModuleKind.HTTP),
          ProbeModule.of("doctor", ModuleKind.DOCTOR)
        }) {
      all.put(module.name(), module);
    }
    return new ProbeModules(all);
  }

  /** These modules and others; one of the same name takes the place of the one here. */
  ProbeModules with(Collection<ProbeModule> others) {
    Map<String, ProbeModule> all = new TreeMap<>(byName);
    others.forEach(module -> all.put(module.name(), module));
    return new ProbeModules(all);
  }

  /** The module of a name; empty for none. */
  public Optional<ProbeModule> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All modules, by their names. */
  public Collection<ProbeModule> all() {
    return byName.values();
  }
}
