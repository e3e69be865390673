package dev.jnet.exporter.web;

import dev.jnet.exporter.ProbeEngine;
import dev.jnet.exporter.ReloadableModules;
import dev.jnet.report.Metrics;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /metrics}: what the exporter itself does and needs. */
final class OwnMetrics {
  private static final int BYTES_PER_PAGE = 4096;
  private static final double NANOS = 1e9;

  private final ProbeEngine engine;
  private final RecentProbes recent;
  private final ReloadableModules modules;

  OwnMetrics(ProbeEngine engine, RecentProbes recent, ReloadableModules modules) {
    this.engine = engine;
    this.recent = recent;
    this.modules = modules;
  }

  String text() {
    List<MetricSnapshot> all = new ArrayList<>();
    Map<Labels, Double> probes = new LinkedHashMap<>();
    recent
        .counts()
        .forEach(
            (kind, count) ->
                probes.put(
                    Labels.of(
                        "module", kind.module(), "result", kind.success() ? "success" : "failure"),
                    (double) count));
    all.add(Metrics.counters("jnet_exporter_probes", "Probes that were answered.", probes));
    all.add(
        Metrics.gauge(
            "jnet_exporter_probes_running",
            "Probes that are not answered yet.",
            engine.unanswered()));
    all.add(
        Metrics.counter(
            "jnet_exporter_links_reopened",
            "How often the links were opened anew because this machine's network changed.",
            (double) engine.reopened()));
    all.add(
        Metrics.gauge(
            "jnet_exporter_modules_loaded",
            "Whether the modules file was all right when it was read last.",
            modules.isLoaded()));
    process(all);
    return Metrics.text(all);
  }

  /** What Linux tells about this process; no metrics on other systems. */
  private static void process(List<MetricSnapshot> all) {
    try {
      String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
      all.add(
          Metrics.gauge(
              "process_resident_memory_bytes",
              "Resident memory size in bytes.",
              (double) Long.parseLong(pages) * BYTES_PER_PAGE));
      String[] files = new File("/proc/self/fd").list();
      if (files != null) {
        all.add(
            Metrics.gauge("process_open_fds", "Number of open file descriptors.", files.length));
      }
    } catch (IOException notLinux) {
      return;
    }
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            used ->
                all.add(
                    Metrics.counter(
                        "process_cpu_seconds",
                        "Total user and system CPU time spent in seconds.",
                        used.toNanos() / NANOS)));
  }
}
