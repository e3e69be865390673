/** {@code jnet exporter}: reads options, and serves probes to Prometheus. */
package dev.jnet.command.exporter;
