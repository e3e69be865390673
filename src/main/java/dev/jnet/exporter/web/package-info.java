/** The exporter's HTTP server, and its pages. */
package dev.jnet.exporter.web;
