// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Vm} from "forge-std/Vm.sol";

/// @dev Creation code by other vendors, read as text from the npm package that contains it: its sources are not compiled.
library Codes {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    string private constant FOLDER = "node_modules/@rhinestone/modulekit/src/deployment/precompiles/";

    /// @dev EntryPoint v0.7 has this address when its npm artifact is sent with this salt through the deployment proxy.
    address internal constant ENTRY_POINT_V07 = 0x0000000071727De22E5E9d8BAf0edAc6f37da032;
    bytes32 private constant ENTRY_POINT_SALT = 0x90d8084deab30c2a37c45e8d47f49f2f7965183cb6990a98943ef94940681de3;
    address private constant PROXY = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    /// @param file Without its extension.
    /// @param name Of the constant that holds the code.
    function read(string memory file, string memory name) internal view returns (bytes memory) {
        string memory text = VM.readFile(string.concat(FOLDER, file, ".sol"));
        string[] memory behind = VM.split(text, string.concat(" ", name, " =\n"));
        require(behind.length == 2, string.concat("the package has no ", name));
        return VM.parseBytes(string.concat("0x", VM.split(behind[1], "\"")[1]));
    }

    function deploy(string memory file, string memory name, bytes memory arguments)
        internal
        returns (address deployed)
    {
        bytes memory code = bytes.concat(read(file, name), arguments);
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
        }
        require(deployed != address(0), string.concat(name, " was not deployed"));
    }

    function deployEntryPointV07() internal returns (address) {
        string memory artifact =
            VM.readFile("node_modules/@account-abstraction/contracts-0.7/artifacts/EntryPoint.json");
        (bool success,) = PROXY.call(abi.encodePacked(ENTRY_POINT_SALT, VM.parseJsonBytes(artifact, ".bytecode")));
        require(success && ENTRY_POINT_V07.code.length != 0, "EntryPoint is not the canonical v0.7");
        return ENTRY_POINT_V07;
    }
}
