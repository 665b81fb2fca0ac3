"""What every record needs: editable lists of choices and human references."""
