/** What jnet knows, all the time, in Prometheus: probes that HTTP requests ask for. */
package dev.jnet.exporter;
