// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Codes} from "./Codes.sol";
import {OtherEndings} from "./OtherEndings.sol";
import {OtherSuite} from "./OtherSuite.sol";

interface INexus {
    function initializeAccount(bytes calldata data) external payable;
}

interface INexusBootstrap {
    function initNexusWithSingleValidator(
        address validator,
        bytes calldata data,
        address registry,
        address[] calldata attesters,
        uint8 threshold
    ) external;
}

/// @dev Nexus of Biconomy. Lane: `number (3) || mode (1) || validator (20)`.
contract NexusTest is OtherSuite, OtherEndings {
    string private constant FILE = "NexusPrecompiles";

    function makeAccount() internal override returns (address) {
        address nexus = Codes.deploy(FILE, "NEXUS_BYTECODE", abi.encode(entryPoint));
        address bootstrap = Codes.deploy(FILE, "NEXUS_BOOTSTRAP_BYTECODE", "");
        bytes memory data = abi.encodeCall(
            INexusBootstrap.initNexusWithSingleValidator,
            (address(ownerValidator), abi.encodePacked(vm.addr(OWNER_KEY)), address(0), new address[](0), 0)
        );
        data = abi.encodeCall(INexus.initializeAccount, (abi.encode(bootstrap, data)));
        return Codes.deploy(FILE, "NEXUS_PROXY_BYTECODE", abi.encode(nexus, data));
    }

    function laneOf(uint32 number) internal view override returns (uint192) {
        return (uint192(uint24(number)) << 168) | uint160(address(validator));
    }

    function ownerLane() internal view override returns (uint192) {
        return uint160(address(ownerValidator));
    }

    function signatureOf(uint256 key, bytes32 hash) internal view override returns (bytes memory) {
        return abi.encodePacked(ownerValidator, signSecp(key, hash));
    }

    function test_itIsNexus() public view {
        assertEq(other.accountId(), "biconomy.nexus.1.0.0");
    }
}
