"""(placeholder while wiring)"""
