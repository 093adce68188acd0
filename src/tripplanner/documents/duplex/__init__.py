"""The sheet that tells about which edge a printer turns paper over."""
