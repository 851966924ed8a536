// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {Codes} from "./Codes.sol";
import {OtherEndings} from "./OtherEndings.sol";
import {OtherSuite} from "./OtherSuite.sol";

struct ModuleInit {
    address module;
    bytes initData;
}

interface ISafe {
    function setup(
        address[] calldata owners,
        uint256 threshold,
        address to,
        bytes calldata data,
        address fallbackHandler,
        address paymentToken,
        uint256 payment,
        address payable paymentReceiver
    ) external;
    function execTransaction(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address payable refundReceiver,
        bytes memory signatures
    ) external payable returns (bool);
    function swapOwner(address before, address oldOwner, address newOwner) external;
    function domainSeparator() external view returns (bytes32);
}

interface ISafeProxyFactory {
    function createProxyWithNonce(address singleton, bytes memory initializer, uint256 salt) external returns (address);
}

interface ILaunchpad {
    function addSafe7579(
        address safe7579,
        ModuleInit[] calldata validators,
        ModuleInit[] calldata executors,
        ModuleInit[] calldata fallbacks,
        ModuleInit[] calldata hooks,
        address[] calldata attesters,
        uint8 threshold
    ) external;
}

/// @dev A Safe with the adapter Safe7579, which is its module and fallback handler. Lane: `validator (20) || number (4)`.
contract Safe7579Test is OtherSuite, OtherEndings {
    string private constant FILE = "Safe7579Precompiles";
    bytes32 private constant SAFE_MSG_TYPEHASH = 0x60b3cbf8b4a223d68d641b3b6ddf9a298e7f33710cf3d3a9d1146b5a6150fbca;

    address private adapter;

    function makeAccount() internal override returns (address) {
        adapter = Codes.deploy(FILE, "SAFE7579_BYTECODE", "");
        address singleton = Codes.deploy(FILE, "SAFE_SINGLETON_BYTECODE", "");
        address proxies = Codes.deploy(FILE, "SAFE_PROXY_FACTORY_BYTECODE", "");
        return ISafeProxyFactory(proxies).createProxyWithNonce(singleton, _setup(), 0);
    }

    function _setup() private returns (bytes memory) {
        address launchpad = Codes.deploy(FILE, "SAFE7579_LAUNCHPAD_BYTECODE", abi.encode(entryPoint, address(0)));
        address[] memory owners = new address[](1);
        owners[0] = vm.addr(OWNER_KEY);
        ModuleInit[] memory validators = new ModuleInit[](1);
        validators[0] = ModuleInit(address(ownerValidator), abi.encodePacked(owners[0]));
        ModuleInit[] memory none = new ModuleInit[](0);
        bytes memory data =
            abi.encodeCall(ILaunchpad.addSafe7579, (adapter, validators, none, none, none, new address[](0), 0));
        return abi.encodeCall(ISafe.setup, (owners, 1, launchpad, data, adapter, address(0), 0, payable(address(0))));
    }

    function ownerLane() internal pure override returns (uint192) {
        return 0;
    }

    /// @dev Twenty zeros in place of a validator: the Safe's owners, over a hash in the Safe's own domain.
    function signatureOf(uint256 key, bytes32 hash) internal view override returns (bytes memory) {
        bytes32 message = keccak256(abi.encode(SAFE_MSG_TYPEHASH, keccak256(abi.encode(hash))));
        message = keccak256(abi.encodePacked(hex"1901", ISafe(address(other)).domainSeparator(), message));
        return abi.encodePacked(address(0), signSecp(key, message));
    }

    /// @dev A transaction of the Safe, sent by its one owner.
    function asOwner(bytes memory data) internal override {
        address owner = vm.addr(OWNER_KEY);
        bytes memory sent = abi.encodePacked(uint256(uint160(owner)), uint256(0), uint8(1));
        vm.prank(owner);
        bool success = ISafe(address(other))
            .execTransaction(address(other), 0, data, 0, 0, 0, 0, address(0), payable(address(0)), sent);
        assertTrue(success, "the owner's transaction");
    }

    function changeOwner(address owner) internal override {
        asOwner(abi.encodeCall(ISafe.swapOwner, (address(1), vm.addr(OWNER_KEY), owner)));
    }

    /// @dev The adapter calls the module through the Safe, and the module's error is lost on the way; so the module is also asked
    /// in the way that the Safe asks it.
    function refuse(PackedUserOperation memory op, bytes memory reason) internal override {
        bytes32 hash = entryPointHash(op);
        vm.prank(address(other));
        vm.expectRevert(reason);
        validator.validateUserOp(op, hash);
        reason = abi.encodeWithSignature("ExecutionFailed()");
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOpWithRevert.selector, 0, "AA23 reverted", reason));
        this.handleExternally(op);
    }

    // ---------------------------------------------------------------- traps

    function test_itIsSafe7579() public view {
        assertEq(other.accountId(), "rhinestone.safe7579.v1.0.0");
    }

    /// @dev The module cannot know the adapter, which is not an ERC-7579 module and executes whatever a caller asks whose address
    /// ends the calldata: a grant on it is a grant on everything. See docs/lifting.md.
    function test_trap_aGrantOnTheAdapter_reachesEverything() public {
        assertFalse(other.isModuleInstalled(1, adapter, "") || other.isModuleInstalled(2, adapter, ""));
        Grant memory grant = otherGrant();
        grant.permissions[0].target = adapter;
        grant.permissions[0].functionSignature = "execute(bytes32,bytes)";
        enable(grant);
        bytes memory escape = single(address(target), 0, abi.encodeCall(Target.forbidden, ()));
        escape = single(adapter, 0, bytes.concat(escape, bytes20(address(other))));
        (bool success,) = handleAndRead(use(grant, escape, hint(0)));
        assertTrue(success, "executed");
        assertEq(target.played(), type(uint256).max, "a function that no permission names");
    }
}
