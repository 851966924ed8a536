// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Codes} from "./Codes.sol";
import {OtherEndings} from "./OtherEndings.sol";
import {OtherSuite} from "./OtherSuite.sol";

interface IMSA {
    function initializeAccount(bytes calldata data) external payable;
}

struct BootstrapConfig {
    address module;
    bytes data;
}

interface IBootstrap {
    function initMSA(
        BootstrapConfig[] calldata validators,
        BootstrapConfig[] calldata executors,
        BootstrapConfig calldata hook,
        BootstrapConfig[] calldata fallbacks
    ) external;
}

/// @dev The account that comes with ERC-7579. Lane: `validator (20) || number (4)`, like PlayerAccount's.
contract ReferenceTest is OtherSuite, OtherEndings {
    string private constant FILE = "ERC7579Precompiles";

    function makeAccount() internal override returns (address) {
        address msa = Codes.deploy(FILE, "ERC7579_BYTECODE", "");
        address bootstrap = Codes.deploy(FILE, "ERC7579_BOOTSTRAP_BYTECODE", "");
        BootstrapConfig[] memory validators = new BootstrapConfig[](1);
        validators[0] = BootstrapConfig(address(ownerValidator), abi.encodePacked(vm.addr(OWNER_KEY)));
        BootstrapConfig[] memory none = new BootstrapConfig[](0);
        BootstrapConfig memory hook;
        bytes memory data = abi.encodeCall(IBootstrap.initMSA, (validators, none, hook, none));
        data = abi.encodeCall(IMSA.initializeAccount, (abi.encode(bootstrap, data)));
        return Codes.deploy(FILE, "MSAPROXY_BYTECODE", abi.encode(msa, data));
    }

    function ownerLane() internal view override returns (uint192) {
        return uint192(uint160(address(ownerValidator))) << 32;
    }

    function signatureOf(uint256 key, bytes32 hash) internal view override returns (bytes memory) {
        return abi.encodePacked(ownerValidator, signSecp(key, hash));
    }

    function test_itIsTheReference() public view {
        assertEq(other.accountId(), "uMSA.advanced/withHook.v0.1");
    }
}
