/** The questions that modules of the exporter ask, and their answers as metrics. */
package dev.jnet.exporter.module;
