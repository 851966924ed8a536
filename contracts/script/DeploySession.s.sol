// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    ERC7913WebAuthnVerifier
} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IEntryPointStake} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Script, console} from "forge-std/Script.sol";

import {PlayerAccountFactory} from "../src/account/PlayerAccountFactory.sol";
import {SessionPaymaster} from "../src/paymaster/SessionPaymaster.sol";
import {GrantReader} from "../src/session/GrantReader.sol";
import {P256Sha256Verifier} from "../src/session/P256Sha256Verifier.sol";
import {SessionValidator} from "../src/session/SessionValidator.sol";

/// @dev What the EntryPoint knows about the stake of an address.
interface IDepositInfo {
    function getDepositInfo(address account)
        external
        view
        returns (uint256 deposit, bool staked, uint112 stake, uint32 unstakeDelaySec, uint48 withdrawTime);
}

/// @title DeploySession
/// @notice Deploys the session contracts with CREATE2, so that the same sources, roles and terms give the same addresses on
/// every chain. Writes the addresses to a file. Running it again deploys only what is missing. The session kit (`/contracts`)
/// does the same from TypeScript, with the same addresses.
/// @dev Environment: DEPLOYER_KEY (private key, also owner of factory and paymaster unless ROLES_OWNER is set), SESSION_NAME
/// (the domain name that owners read in everything they sign), DEPLOYMENT_FILE (path to write). Optional: SPONSOR_SIGNER
/// (address; without it no paymaster is deployed), PLAY_TARGETS (addresses, separated by commas, that accounts of device keys may
/// call), MAX_DURATION and OWNER_DELAY (seconds), and the minimum amounts FACTORY_STAKE, PAYMASTER_STAKE and PAYMASTER_DEPOSIT
/// (wei). The EntryPoint must already be deployed.
contract DeploySession is Script {
    /// @dev Terms determine the addresses: changing one gives another deployment.
    struct Terms {
        string name;
        address rolesOwner;
        /// Zero: no paymaster.
        address sponsor;
        uint48 maxDurationSeconds;
        /// How long a change of owner waits, and how long nothing leaves an account after a device key handed it over.
        uint48 ownerDelaySeconds;
        address[] playTargets;
    }

    struct SessionContracts {
        address p256Verifier;
        address webAuthnVerifier;
        address validator;
        address factory;
        address paymaster;
    }

    bytes32 private constant SALT = bytes32(0);
    uint32 private constant UNSTAKE_DELAY_SECONDS = 1 days;
    address internal constant ENTRY_POINT = address(ERC4337Utils.ENTRYPOINT_V08);

    error EntryPointMissing(address wanted);

    function run() external virtual {
        uint256 key = vm.envUint("DEPLOYER_KEY");
        Terms memory terms = Terms({
            name: vm.envString("SESSION_NAME"),
            rolesOwner: vm.envOr("ROLES_OWNER", vm.addr(key)),
            sponsor: vm.envOr("SPONSOR_SIGNER", address(0)),
            maxDurationSeconds: uint48(vm.envOr("MAX_DURATION", uint256(1 hours))),
            ownerDelaySeconds: uint48(vm.envOr("OWNER_DELAY", uint256(1 days))),
            playTargets: vm.envOr("PLAY_TARGETS", ",", new address[](0))
        });
        vm.startBroadcast(key);
        SessionContracts memory contracts = _deploySession(terms);
        vm.stopBroadcast();
        vm.writeJson(_serializeSession("deployment", terms.name, contracts), vm.envString("DEPLOYMENT_FILE"));
    }

    /// @dev Call it within a broadcast.
    function _deploySession(Terms memory terms) internal returns (SessionContracts memory made) {
        require(ENTRY_POINT.code.length != 0, EntryPointMissing(ENTRY_POINT));
        made.p256Verifier = _create(type(P256Sha256Verifier).creationCode, "");
        made.webAuthnVerifier = _create(type(ERC7913WebAuthnVerifier).creationCode, "");
        address reader = _create(type(GrantReader).creationCode, "");
        made.validator = _create(
            type(SessionValidator).creationCode,
            abi.encode(terms.name, terms.maxDurationSeconds, reader, made.p256Verifier)
        );
        made.factory = _create(
            type(PlayerAccountFactory).creationCode,
            abi.encode(made.validator, made.p256Verifier, terms.ownerDelaySeconds, terms.playTargets, terms.rolesOwner)
        );
        uint256 missing = _missingStake(made.factory, "FACTORY_STAKE");
        if (missing != 0) PlayerAccountFactory(made.factory).addStake{value: missing}(UNSTAKE_DELAY_SECONDS);
        if (terms.sponsor != address(0)) made.paymaster = _deployPaymaster(terms, made.validator);
    }

    /// @dev Has the shape of the kit's `SessionDeployment`; callers may add more under the same key.
    function _serializeSession(string memory file, string memory name, SessionContracts memory made)
        internal
        returns (string memory json)
    {
        vm.serializeUint(file, "chainId", block.chainid);
        vm.serializeUint(file, "startBlock", block.number);
        vm.serializeString(file, "name", name);
        vm.serializeAddress(file, "entryPoint", ENTRY_POINT);
        vm.serializeAddress(file, "p256Verifier", made.p256Verifier);
        vm.serializeAddress(file, "webAuthnVerifier", made.webAuthnVerifier);
        vm.serializeAddress(file, "sessionValidator", made.validator);
        vm.serializeAddress(
            file, "playerAccountImplementation", address(PlayerAccountFactory(made.factory).IMPLEMENTATION())
        );
        if (made.paymaster != address(0)) vm.serializeAddress(file, "sessionPaymaster", made.paymaster);
        return vm.serializeAddress(file, "playerAccountFactory", made.factory);
    }

    /// @dev Uses the deterministic deployment proxy. Does nothing when the contract exists.
    function _create(bytes memory creationCode, bytes memory arguments) internal returns (address created) {
        bytes memory initCode = abi.encodePacked(creationCode, arguments);
        created = vm.computeCreate2Address(SALT, keccak256(initCode));
        if (created.code.length != 0) return created;
        (bool success,) = CREATE2_FACTORY.call(abi.encodePacked(SALT, initCode));
        require(success && created.code.length != 0, "CREATE2 failed");
        console.log("deployed", created);
    }

    function _deployPaymaster(Terms memory terms, address validator) private returns (address paymaster) {
        paymaster = _create(
            type(SessionPaymaster).creationCode,
            abi.encode(terms.name, terms.rolesOwner, terms.sponsor, terms.rolesOwner, validator)
        );
        uint256 missing = _missingStake(paymaster, "PAYMASTER_STAKE");
        if (missing != 0) SessionPaymaster(payable(paymaster)).addStake{value: missing}(UNSTAKE_DELAY_SECONDS);
        uint256 deposit = vm.envOr("PAYMASTER_DEPOSIT", uint256(0));
        uint256 has = IEntryPointStake(ENTRY_POINT).balanceOf(paymaster);
        if (deposit > has) SessionPaymaster(payable(paymaster)).deposit{value: deposit - has}();
    }

    /// @dev Existing stake counts. Without a wanted amount nothing is missing.
    function _missingStake(address staker, string memory wish) private view returns (uint256) {
        uint256 wanted = vm.envOr(wish, uint256(0));
        (,, uint112 has,,) = IDepositInfo(ENTRY_POINT).getDepositInfo(staker);
        return wanted > has ? wanted - has : 0;
    }
}
